"""The selection as a workbook that an auditor can recompute."""
