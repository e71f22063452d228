"""Every screen that a path alone opens, by function; {day} and {month} stand for a day of the test's own."""

SCREENS = {
    "top": ["/", "/others"],
    "schedule": [
        "/schedule", "/week/{day}", "/month/{month}", "/units", "/group/1/{day}", "/people", "/day/{day}/00107", "/event/new?d={day}",
    ],
    "circular": [
        "/circulars", "/circulars/sent", "/circulars/new", "/reports", "/reports/sent", "/reports/new",
    ],
    "info": ["/infos", "/infos?c=0", "/infos/own", "/infos/new", "/infos/categories", "/infos/categories/new"],
    "preferences": ["/preferences"],
    "members": ["/members", "/password", "/users", "/users/00104"],
    "environment": ["/environment?c=1", "/environment/supported"],
}
