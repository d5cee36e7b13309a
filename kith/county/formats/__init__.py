"""The formats in which agencies export what they hold: a module or a folder for each, and ``every`` lists them."""
