"""From pages to files: rendering, the assets that pages share, and writing only what changed."""
