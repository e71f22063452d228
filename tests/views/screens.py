"""Every screen that a path alone opens, by function; {day} and {month} stand for a day of the test's own."""

SCREENS = {
    "top": ["/", "/others"],
    "schedule": [
        "/schedule", "/week/{day}", "/month/{month}", "/units", "/group/1/{day}", "/people", "/day/{day}/00107", "/event/new?d={day}",
    ],
    "circular": [
        "/circulars", "/circulars/sent", "/circulars/new", "/circulars/4", "/circulars/4/edit", "/circulars/4/people",
        "/circulars/4/answers", "/circulars/4/answers/00107", "/circulars/4/waiting", "/circulars/4/deletion", "/circulars/9/reply",
        "/reports", "/reports/sent", "/reports/new",
    ],
    "info": [
        "/infos", "/infos?c=0", "/infos/own", "/infos/new", "/infos/3", "/infos/3/edit", "/infos/3/deletion", "/infos/3/replies",
        "/infos/3/replies/1", "/infos/3/replies/1/deletion", "/infos/categories", "/infos/categories/new",
        "/infos/categories/1", "/infos/categories/1/deletion",
    ],
    "preferences": ["/preferences"],
    "members": ["/members", "/password", "/users", "/users/00104"],
    "environment": ["/environment?c=1", "/environment/supported"],
}
