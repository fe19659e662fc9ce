"""A workbook as it is: sheets, rows, cells, and where a mistake stands in it."""
