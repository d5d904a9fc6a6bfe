"""Excel workbooks (.xlsx, .xlsm): docs/architecture.md tells the parts of this package apart."""
