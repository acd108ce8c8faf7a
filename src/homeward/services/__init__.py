"""The directory: services of organisations, where and when, for whom, with how many places free.

After Open Referral's HSDS 3. No row here tells of a returnee; the pages are for everybody.
"""
