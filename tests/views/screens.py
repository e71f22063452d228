"""Every screen that a path alone opens, by function; {day} and {month} stand for a day of the test's own."""

SCREENS = {
    "top": ["/", "/others"],
    "schedule": [
        "/schedule", "/week/{day}", "/month/{month}", "/units", "/group/1/{day}", "/people", "/day/{day}/00107", "/event/new?d={day}",
    ],
    "files": ["/files/event/3"],
    "preferences": ["/preferences"],
    "members": ["/members", "/password", "/users", "/users/00104"],
    "environment": ["/environment?c=1", "/environment/supported"],
}
