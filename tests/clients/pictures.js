// Draws pages that lie on the disk, one after the other, for pictures.py.
//
// phantomjs pictures.js JOBS.json      {pages: [{page, picture, width, height}], tallest}
var fs = require("fs");
var jobs = JSON.parse(fs.read(require("system").args[1]));
var page = require("webpage").create();

function draw(at) {
  if (at === jobs.pages.length) { return phantom.exit(0); }
  var job = jobs.pages[at];
  page.viewportSize = {width: job.width, height: job.height};
  page.open("file://" + job.page, function (status) {
    if (status !== "success") { return phantom.exit(1); }
    var tall = page.evaluate(function () { return document.documentElement.scrollHeight; });
    page.clipRect = {top: 0, left: 0, width: job.width, height: Math.max(job.height, Math.min(tall, jobs.tallest))};
    page.render(job.picture);
    draw(at + 1);
  });
}

draw(0);
