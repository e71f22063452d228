"""Every screen that a path alone opens, by function; {day} and {month} stand for a day of the test's own."""

SCREENS = {
    "top": ["/", "/others"],
    "schedule": [
        "/schedule", "/week/{day}", "/month/{month}", "/units", "/group/1/{day}", "/people", "/day/{day}/00107", "/event/new?d={day}",
    ],
    "preferences": ["/preferences"],
    "members": ["/members", "/password", "/users", "/users/00104"],
    "workflow": [
        "/workflow", "/workflow/waiting", "/workflow/mine", "/workflow/decided", "/workflow/all", "/workflow/stuck", "/workflow/new",
        "/workflow/new/2", "/workflow/new/2/about", "/workflow/2", "/workflow/2/round/1/3", "/workflow/4/round/1", "/workflow/2/history",
        "/workflow/4/history/2", "/workflow/7/route", "/workflow/7/approver/2/00112", "/workflow/forms", "/workflow/forms/new",
        "/workflow/forms/2", "/workflow/forms/2/name", "/workflow/forms/2/fields", "/workflow/forms/2/fields/4", "/workflow/forms/2/fields/new",
        "/workflow/forms/2/route", "/workflow/forms/2/route/2", "/workflow/forms/2/route/new",
    ],
    "environment": ["/environment?c=1", "/environment/supported"],
}
