"""Word files (.docx): docs/architecture.md tells the parts of this package apart."""
