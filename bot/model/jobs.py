"""How updates are queued where several processes share the work."""

#: Questions go before articles, articles before whole histories; within a line the order of arrival holds.
QUESTION, ARTICLE, IMPORT = 20, 10, 0
#: What a job's queueing lock begins with, before its update's number.
QUEUED = "update:"
