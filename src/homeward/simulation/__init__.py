"""Playing a programme through, month by month, many times: arrivals, queues, seats, money, places.

Pure: arrays in, arrays out. `model` says what is played, `playing.play` plays it, `bands` tells how
far the runs lie apart, and `relief` which seat, place, criterion or money would help most.
"""
