// Small behaviours on top of pages that work without them: no inline handlers, nothing evaluated (strict CSP).
(function () {
  'use strict';
  document.addEventListener('DOMContentLoaded', function () {
    var summary = document.querySelector('.errsum');
    if (summary) summary.focus();
  });
  // A form that is being sent says so and cannot be sent twice by an impatient finger; the key makes it safe anyway.
  document.addEventListener('submit', function (event) {
    var button = event.target.querySelector('[data-busy]');
    if (button) {
      setTimeout(function () { button.disabled = true; button.textContent = button.getAttribute('data-busy'); }, 0);
    }
  });
})();
