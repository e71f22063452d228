// Walks through pages as a phone of 2011 does, for test_phantom.py: one JSON object on stdout for each page.
//
// phantomjs phantom.js JOB.json      {address, userAgent, cookies, width, height, login: {name: value}, paths: [...], pictures}
var fs = require("fs");
var webpage = require("webpage");
var job = JSON.parse(fs.read(require("system").args[1]));
phantom.cookiesEnabled = job.cookies;

var page = webpage.create();
var errors = [];
page.settings.userAgent = job.userAgent;
page.viewportSize = {width: job.width, height: job.height};
page.onError = function (message) { errors.push(message); };
page.onResourceError = function (error) { errors.push(error.url + ": " + error.errorString); };

function told(name) {
  var seen = page.evaluate(function () {
    var out = [];
    var all = document.querySelectorAll("body *");
    for (var at = 0; at < all.length; at += 1) {
      if (all[at].getBoundingClientRect().right > window.innerWidth + 1) { out.push(all[at].outerHTML.slice(0, 100)); }
    }
    return {title: document.title, words: document.body.innerText, width: document.documentElement.scrollWidth, out: out,
            height: document.querySelector("main").offsetHeight, session: (location.search.match(/[?&](s=[\w\-]+)/) || [])[1] || ""};
  });
  seen.name = name;
  seen.errors = errors;
  errors = [];
  if (job.pictures) { page.render(job.pictures + "/" + name.replace(/\W+/g, "-") + ".png"); }
  console.log(JSON.stringify(seen));
  return seen;
}

function walk(paths, session) {
  if (!paths.length) { return phantom.exit(0); }
  var path = paths[0] + (session ? (paths[0].indexOf("?") < 0 ? "?" : "&") + session : "");
  page.open(job.address + path, function () {
    told(paths[0]);
    walk(paths.slice(1), session);
  });
}

page.open(job.address + "/login", function () {
  told("/login");
  page.onLoadFinished = function () {
    page.onLoadFinished = null;
    walk(job.paths, told("login").session);
  };
  page.evaluate(function (fields) {
    for (var name in fields) { document.querySelector("[name=" + name + "]").value = fields[name]; }
    document.querySelector("[type=submit]").click();
  }, job.login);
});
