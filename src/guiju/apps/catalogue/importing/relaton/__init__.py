"""relaton (标准书目数据): YAML and XML, one document or a folder or zip of them, for any body that publishes in it.

- `files`: which texts a file, folder or zip holds · `loading`: YAML within limits · `markup`: XML to the same shape
- `values`: one item to a row · `relations`: which way its relations run
"""
