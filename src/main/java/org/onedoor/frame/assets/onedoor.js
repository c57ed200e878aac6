// Small behaviours on top of pages that work without them. Strict CSP: no inline handlers, nothing evaluated, no styles set.
(function () {
  'use strict';
  var doc = document;
  function all(selector, root) { return Array.prototype.slice.call((root || doc).querySelectorAll(selector)); }
  function on(name, handler) { doc.addEventListener(name, handler); }
  function show(element, shown) { if (element) element.hidden = !shown; }
  function typing(element) { return /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.isContentEditable; }

  // --- being sent: the button says so and an impatient finger cannot send twice (the key makes it safe anyway)
  on('submit', function (event) {
    var form = event.target;
    if (event.defaultPrevented) return;
    if (form.method === 'post' && navigator.onLine === false) {
      event.preventDefault();
      offline();
      return;
    }
    if (form.hasAttribute('data-draft')) forget(form);
    var button = event.submitter || form.querySelector('[data-busy]');
    if (!button || !button.hasAttribute('data-busy')) return;
    setTimeout(function () {
      button.disabled = true;
      button.idle = button.innerHTML;
      button.textContent = button.getAttribute('data-busy');
    }, 0);
  });
  window.addEventListener('pageshow', function () {
    all('[data-busy]').forEach(function (button) { if (button.idle) { button.innerHTML = button.idle; button.disabled = false; } });
  });

  // --- keyboard on lists: J K move, Enter opens (it is a link), other keys press what carries data-key
  function rows() { return all('.row').filter(function (row) { return row.offsetParent; }); }
  function move(by) {
    var list = rows();
    var at = list.indexOf(doc.activeElement);
    if (at < 0) at = list.findIndex(function (row) { return row.hasAttribute('aria-current'); });
    var next = list[Math.max(0, Math.min(list.length - 1, at + by))];
    if (!next) return;
    next.focus();
    if (next.hasAttribute('hx-get')) next.click();
  }
  on('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    var key = event.key.toLowerCase();
    if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1);
    else if (key === '/' && doc.querySelector('.seek input')) doc.querySelector('.seek input').focus();
    else if (key === '?' && doc.getElementById('keys')) open('keys');
    else {
      var target = /^[a-z]$/.test(key) && all('[data-key="' + key + '"]').find(function (one) { return one.offsetParent; });
      if (!target) return;
      target.click();
    }
    event.preventDefault();
  });
  function open(id) { var dialog = doc.getElementById(id); if (dialog && dialog.showModal && !dialog.open) dialog.showModal(); }

  on('click', function (event) {
    var at = event.target.closest('[data-open],[data-print],[data-share],[data-forget]');
    if (!at) return;
    if (at.hasAttribute('data-open')) open(at.getAttribute('data-open'));
    else if (at.hasAttribute('data-print')) window.print();
    else if (at.hasAttribute('data-forget')) { localStorage.removeItem(name(at.form)); at.form.reset(); }
    else {
      var address = new URL(at.getAttribute('data-share') || location.href, location.href).href;
      if (navigator.share) navigator.share({ title: doc.title, url: address }).catch(function () {});
      else if (navigator.clipboard) navigator.clipboard.writeText(address).then(function () {
        at.textContent = at.getAttribute('data-shared') || at.textContent;
      });
    }
    event.preventDefault();
  });
  on('change', function (event) {
    var box = event.target;
    if (box.hasAttribute('data-all')) all('input[name="' + box.getAttribute('data-all') + '"]').forEach(function (one) { one.checked = box.checked; });
    var option = box.closest('.opt');
    if (option) all('input[name="' + box.name + '"]').forEach(function (one) {
      var row = one.closest('.opt');
      if (row) row.classList.toggle('opt--on', one.checked);
    });
  });

  // --- a toast counts down and goes; without script it stays until the next page
  function toast(box) {
    var left = Number(box.getAttribute('data-toast'));
    var word = box.querySelector('[data-left]');
    show(word, true);
    var beat = setInterval(function () {
      if (box.contains(doc.activeElement)) return;
      left -= 1;
      if (word) word.textContent = word.textContent.replace(/\d+/, String(left));
      if (left > 0) return;
      clearInterval(beat);
      box.remove();
    }, 1000);
  }

  // --- voice: one button instead of a file chooser, where the device can record
  function recorder(box) {
    var file = box.querySelector('input[type=file]');
    var start = box.querySelector('[data-start]');
    var stop = box.querySelector('[data-stop]');
    var clock = box.querySelector('[data-clock]');
    var audio = box.querySelector('audio');
    if (!window.MediaRecorder || !window.DataTransfer || !navigator.mediaDevices) return;
    show(start, true);
    show(file, false);
    start.addEventListener('click', function () {
      navigator.mediaDevices.getUserMedia({ audio: true }).then(function (stream) {
        var parts = [];
        var tape = new MediaRecorder(stream);
        var left = Number(box.getAttribute('data-recorder'));
        var beat = setInterval(function () {
          left -= 1;
          clock.textContent = Math.floor(left / 60) + ':' + String(left % 60).padStart(2, '0');
          if (left <= 0) tape.stop();
        }, 1000);
        tape.ondataavailable = function (event) { parts.push(event.data); };
        tape.onstop = function () {
          clearInterval(beat);
          stream.getTracks().forEach(function (track) { track.stop(); });
          var type = (tape.mimeType || 'audio/webm').split(';')[0];
          var bag = new DataTransfer();
          bag.items.add(new File(parts, box.getAttribute('data-name') + '.' + type.split('/')[1], { type: type }));
          file.files = bag.files;
          audio.src = URL.createObjectURL(bag.files[0]);
          show(audio, true); show(start, true); show(stop, false);
        };
        stop.onclick = function () { tape.stop(); };
        tape.start();
        show(start, false); show(stop, true);
      }).catch(function () { show(box.querySelector('[data-refused]'), true); show(file, true); });
    });
  }

  function photos(box) {
    var shown = box.querySelector('[data-shown]');
    box.querySelector('input').addEventListener('change', function (event) {
      shown.textContent = '';
      Array.prototype.forEach.call(event.target.files, function (file) {
        var picture = new Image();
        picture.alt = shown.getAttribute('data-alt');
        picture.src = URL.createObjectURL(file);
        shown.append(picture);
      });
      show(shown, event.target.files.length > 0);
    });
  }

  // --- drafts: words typed stay on this device for a day, so that no network or a closed tab loses nothing; phones and
  //     what is marked private never
  function name(form) { return 'draft:' + form.getAttribute('data-draft'); }
  function kept(form) {
    return all('textarea,select,input', form).filter(function (box) {
      return box.name && !/^(hidden|password|file|tel|submit)$/.test(box.type) && !box.hasAttribute('data-private');
    });
  }
  function forget(form) { try { localStorage.removeItem(name(form)); } catch (e) { /* storage is off */ } }
  function draft(form) {
    try {
      var stored = JSON.parse(localStorage.getItem(name(form)) || 'null');
      if (stored && Date.now() - stored.at > 864e5) forget(form);
      else if (stored) kept(form).forEach(function (box) {
        var value = stored.words[box.name];
        if (/^(radio|checkbox)$/.test(box.type)) { if (value === box.value) box.checked = true; }
        else if (value && !box.value) box.value = value;
      });
      form.addEventListener('input', function () {
        var words = {};
        kept(form).forEach(function (box) {
          if (!/^(radio|checkbox)$/.test(box.type) || box.checked) words[box.name] = box.value;
        });
        localStorage.setItem(name(form), JSON.stringify({ at: Date.now(), words: words }));
      });
    } catch (e) { /* storage is off: the server's draft remains */ }
  }
  function offline() { all('[data-offline]').forEach(function (strip) { show(strip, navigator.onLine === false); }); }
  window.addEventListener('online', offline);
  window.addEventListener('offline', offline);

  function dress(root) {
    all('[data-toast]', root).forEach(toast);
    all('[data-recorder]', root).forEach(recorder);
    all('[data-photos]', root).forEach(photos);
    all('form[data-draft]', root).forEach(draft);
    all('button[data-open],[data-print],[data-share],[data-forget]', root).forEach(function (one) { show(one, true); });
    var summary = root.querySelector('.errsum');
    if (summary) summary.focus();
  }
  on('DOMContentLoaded', function () { dress(doc); offline(); });
  on('htmx:load', function (event) { if (event.target !== doc.body) dress(event.target); });
})();
