"""Every screen that a path alone opens, by function; {day} and {month} stand for a day of the test's own."""

SCREENS = {
    "top": ["/", "/others"],
    "schedule": [
        "/schedule", "/week/{day}", "/month/{month}", "/units", "/group/1/{day}", "/people", "/day/{day}/00107", "/event/new?d={day}",
    ],
    "addresses": [
        "/addresses", "/addresses/in/0", "/addresses/in/1/0", "/addresses/in/10", "/addresses/find?q=", "/addresses/1", "/addresses/17",
        "/addresses/1/edit", "/addresses/1/deletion", "/addresses/new", "/addresses/people", "/addresses/people/00107",
    ],
    "todos": ["/todos", "/todos/done", "/todos/new", "/todos/11", "/todos/11/edit", "/todos/11/deletion"],
    "safety": [
        "/safety", "/safety/new", "/safety/1", "/safety/2", "/safety/2/counts", "/safety/2/help", "/safety/2/open", "/safety/2/safe",
        "/safety/2/people/00107", "/safety/2/closing",
    ],
    "preferences": ["/preferences"],
    "members": ["/members", "/password", "/users", "/users/00104"],
    "environment": ["/environment?c=1", "/environment/supported"],
}
