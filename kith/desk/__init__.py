"""The front desk: pages made of many concepts. Home, why I am here, notices, emergencies, who looked.

Start reading at ``urls.py``.
"""
