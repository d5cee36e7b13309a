"""What follows from the facts of a concern: tables a manager can check, and sums.

`brag` sorts by how soon, `clocks` says by when, `queue` groups the work, `thresholds` and
`codes` hold the published lists, `grounds` what sharing stands on, `links` how long somebody
stays joined, `sectors` and `references` the words and numbers the public sees.
"""
