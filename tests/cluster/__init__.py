"""The app as it is deployed: several processes behind HAProxy on a database that loses nodes while phones write.

    python -m tests.cluster [galera] [writers] [postgresql] [sqlite] [rolling]

HAProxy and Galera run with the files of docs/deploy, with other addresses. Everything listens on 127.0.0.1 and lies in a temporary
directory; every process is ended by its id when the test ends, however it ends.
"""
