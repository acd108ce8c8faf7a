"""`homeward setup`: the steps of a new installation, each by itself, each as often as needed."""
