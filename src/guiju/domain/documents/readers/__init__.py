"""One file per format: bytes in, a neutral document out (各格式读取)."""
