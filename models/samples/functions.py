"""What the sample companies have in each function beside the schedule.

A module each, with

    make(member_id, people, today)    a company of 50; people: the rows of people.tsv; today: the day (date) to count from
    fill(member_id, user_ids, today)  a big company: a few rows for everybody, so that every list has something

Both run inside a transaction and give the same rows for the same day.
"""

from models.samples import addresses, attachment, circulars, company_details, facilities, infos, invitations, memos, money, presences, safety_checks, timecards, todos, workflow

FUNCTIONS = [facilities, addresses, attachment, circulars, company_details, infos, invitations, memos, money, presences, safety_checks, timecards, todos, workflow]
