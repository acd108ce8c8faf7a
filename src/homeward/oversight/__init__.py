"""The duties of a controller: the record of processing (GDPR art. 30) and the register of
breaches (art. 33 and 34). Kept by each organisation's data protection officer."""
