"""What is said at the desk of a network: to coordination, deputy and facilitator."""
