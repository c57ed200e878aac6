// Every page works without them. Strict CSP: nothing inline, nothing evaluated.
(() => {
  'use strict';
  const doc = document;
  function all(selector, root) { return Array.from((root || doc).querySelectorAll(selector)); }
  function on(name, handler) { doc.addEventListener(name, handler); }
  function show(element, shown) { if (element) element.hidden = !shown; }
  function attr(element, name) { return element.getAttribute(name); }
  function typing(element) { return /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.isContentEditable; }

  // Being sent: the button says so.
  on('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.method === 'post' && !navigator.onLine) {
      event.preventDefault();
      offline();
      return;
    }
    if (form.hasAttribute('data-draft')) forget(form);
    const button = event.submitter || form.querySelector('[data-busy]');
    if (!button || !button.hasAttribute('data-busy')) return;
    setTimeout(() => {
      button.disabled = true;
      button.idle = button.innerHTML;
      button.textContent = attr(button, 'data-busy');
    }, 0);
  });
  addEventListener('pageshow', () => {
    all('[data-busy]').forEach((button) => { if (button.idle) { button.innerHTML = button.idle; button.disabled = false; } });
  });

  // Keys: J K move through .row, others press what carries data-key.
  function move(by) {
    const list = all('.row').filter((row) => row.offsetParent);
    let at = list.indexOf(doc.activeElement);
    if (at < 0) at = list.findIndex((row) => row.hasAttribute('aria-current'));
    const next = list[Math.max(0, Math.min(list.length - 1, at + by))];
    if (!next) return;
    next.focus();
    if (next.hasAttribute('hx-get')) next.click();
  }
  on('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1);
    else if (key === '/' && doc.querySelector('.seek input')) doc.querySelector('.seek input').focus();
    else if (key === '?' && doc.getElementById('keys')) openDialog('keys');
    else {
      const target = /^[a-z]$/.test(key) && all('[data-key="' + key + '"]').find((one) => one.offsetParent);
      if (!target) return;
      target.click();
    }
    event.preventDefault();
  });
  function openDialog(id) { const dialog = doc.getElementById(id); if (dialog && dialog.showModal && !dialog.open) dialog.showModal(); }

  on('click', (event) => {
    const at = event.target.closest('[data-open],[data-print],[data-share],[data-forget]');
    if (!at) return;
    if (at.hasAttribute('data-open')) openDialog(attr(at, 'data-open'));
    else if (at.hasAttribute('data-print')) window.print();
    else if (at.hasAttribute('data-forget')) { forget(at.form); at.form.reset(); }
    else {
      const address = new URL(attr(at, 'data-share') || location.href, location.href).href;
      if (navigator.share) navigator.share({ title: doc.title, url: address }).catch(() => {});
      else if (navigator.clipboard) navigator.clipboard.writeText(address).then(() => {
        at.textContent = attr(at, 'data-shared') || at.textContent;
      });
    }
    event.preventDefault();
  });
  on('change', (event) => {
    const box = event.target;
    if (box.hasAttribute('data-all')) all('input[name="' + attr(box, 'data-all') + '"]').forEach((one) => { one.checked = box.checked; });
    const option = box.closest('.opt');
    if (option) all('input[name="' + box.name + '"]').forEach((one) => {
      const row = one.closest('.opt');
      if (row) row.classList.toggle('opt--on', one.checked);
    });
  });

  // A toast counts down and goes; without script it stays until the next page.
  function toast(box) {
    let left = Number(attr(box, 'data-toast'));
    const word = box.querySelector('[data-left]');
    show(word, true);
    const beat = setInterval(() => {
      if (box.contains(doc.activeElement)) return;
      left -= 1;
      if (word) word.textContent = word.textContent.replace(/\d+/, String(left));
      if (left > 0) return;
      clearInterval(beat);
      box.remove();
    }, 1000);
  }

  // Voice: one button, where the device can record.
  function recorder(box) {
    const file = box.querySelector('input[type=file]');
    const [start, stop, clock, audio] = ['[data-start]', '[data-stop]', '[data-clock]', 'audio'].map((one) => box.querySelector(one));
    if (!window.MediaRecorder || !window.DataTransfer || !navigator.mediaDevices) return;
    show(start, true);
    show(file, false);
    start.addEventListener('click', () => {
      navigator.mediaDevices.getUserMedia({ audio: true }).then((stream) => {
        const parts = [];
        const tape = new MediaRecorder(stream);
        let left = Number(attr(box, 'data-recorder'));
        const beat = setInterval(() => {
          left -= 1;
          clock.textContent = Math.floor(left / 60) + ':' + String(left % 60).padStart(2, '0');
          if (left <= 0) tape.stop();
        }, 1000);
        tape.ondataavailable = (event) => parts.push(event.data);
        tape.onstop = () => {
          clearInterval(beat);
          stream.getTracks().forEach((track) => track.stop());
          const type = (tape.mimeType || 'audio/webm').split(';')[0];
          const bag = new DataTransfer();
          bag.items.add(new File(parts, attr(box, 'data-name') + '.' + type.split('/')[1], { type }));
          file.files = bag.files;
          audio.src = URL.createObjectURL(bag.files[0]);
          show(audio, true); show(start, true); show(stop, false);
          start.lastChild.data = attr(start, 'data-again');
        };
        stop.onclick = () => tape.stop();
        tape.start();
        show(start, false); show(stop, true);
      }).catch(() => { show(box.querySelector('[data-refused]'), true); show(file, true); });
    });
  }

  function photos(box) {
    const shown = box.querySelector('[data-shown]');
    box.querySelector('input').addEventListener('change', (event) => {
      shown.textContent = '';
      Array.from(event.target.files).forEach((file) => {
        const picture = new Image();
        picture.alt = attr(shown, 'data-alt');
        picture.src = URL.createObjectURL(file);
        shown.append(picture);
      });
      show(shown, event.target.files.length > 0);
    });
  }

  // Drafts: words typed stay on this device for a day; telephone numbers and what is marked private never.
  function name(form) { return 'draft:' + attr(form, 'data-draft'); }
  function kept(form) {
    return all('textarea,select,input:not([type]),input[type=text]', form).filter((box) => !box.hasAttribute('data-private'));
  }
  function forget(form) { try { localStorage.removeItem(name(form)); } catch (e) { /* off */ } }
  function draft(form) {
    try {
      const stored = JSON.parse(localStorage.getItem(name(form)) || 'null');
      if (stored && Date.now() - stored.at > 864e5) forget(form);
      else if (stored) kept(form).forEach((box) => { if (!box.value) box.value = stored[box.name] || ''; });
      form.addEventListener('input', () => {
        const words = { at: Date.now() };
        kept(form).forEach((box) => { words[box.name] = box.value; });
        localStorage.setItem(name(form), JSON.stringify(words));
      });
    } catch (e) { /* off */ }
  }
  function offline() { all('[data-offline]').forEach((strip) => show(strip, !navigator.onLine)); }
  addEventListener('online', offline);
  addEventListener('offline', offline);

  function dress(root) {
    all('[data-toast]', root).forEach(toast);
    all('[data-recorder]', root).forEach(recorder);
    all('[data-photos]', root).forEach(photos);
    all('form[data-draft]', root).forEach(draft);
    all('button[data-open],[data-print],[data-share],[data-forget]', root).forEach((one) => show(one, true));
    const summary = root.querySelector('.errsum');
    if (summary) summary.focus();
  }
  on('DOMContentLoaded', () => { dress(doc); offline(); });
  on('htmx:load', (event) => { if (event.target !== doc.body) dress(event.target); });
})();
