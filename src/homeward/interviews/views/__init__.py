"""Pages of interviews: in the browser, page by page, and by the person's link."""
