"""What is published of figures: releases with small cells hidden, joined across installations."""
