/* Digit keys, * and # open the link or button that shows that key, as access keys do on older phones. */
(function () {
  function open(event, key) {
    var field = event.target;
    if (/^(textarea|select)$/i.test(field.tagName)) { return; }
    if (/^input$/i.test(field.tagName) && !/^(submit|button|checkbox|radio)$/.test(field.type)) { return; }
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-9*#]$/.test(key)) { return; }
    var found = document.querySelector('[accesskey="' + key + '"]');
    if (found) {
      event.preventDefault();
      found.focus();
      found.click();
    }
  }
  /* Chrome before 51, in the first 4G keypad phones, names the key only in keypress. */
  document.addEventListener('keydown', function (event) {
    if (event.key) { open(event, event.key); }
  });
  document.addEventListener('keypress', function (event) {
    if (!event.key) { open(event, String.fromCharCode(event.which)); }
  });
}());
