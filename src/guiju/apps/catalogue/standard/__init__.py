"""What the page of a standard draws and lists (标准页): its life as a line, its relations as a graph, its history."""
