// What was dropped, folders opened: files in order, without hidden ones and the lock files of Office.
const MOST_FILES = 500;

const fileOf = (entry) => new Promise((done, failed) => { entry.file(done, failed); });

async function childrenOf(folder) {
  const reader = folder.createReader();
  const children = [];
  for (;;) {
    const some = await new Promise((done, failed) => { reader.readEntries(done, failed); });
    if (!some.length) return children.sort((a, b) => a.name.localeCompare(b.name));
    children.push(...some);
  }
}

export async function filesOf(transfer) {
  const waiting = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!waiting.some((entry) => entry.isDirectory)) return [...transfer.files];
  const files = [];
  while (waiting.length && files.length < MOST_FILES) {
    const entry = waiting.shift();
    if (entry.name.startsWith(".") || entry.name.startsWith("~$")) continue;
    if (entry.isDirectory) waiting.unshift(...await childrenOf(entry));
    else files.push(await fileOf(entry));
  }
  return files;
}
