'use strict';
(() => {
  const targets = [...document.querySelectorAll('.target')];
  const openNamed = () => {
    const named = location.hash && document.getElementById(location.hash.slice(1));
    if (named instanceof HTMLDetailsElement) {
      named.open = true;
    }
  };

  addEventListener('hashchange', openNamed);
  openNamed();

  // On paper nobody opens what is closed.
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = targets.filter((target) => !target.open && target.matches('.failed, .warning'));
    opened.forEach((target) => { target.open = true; });
  });
  addEventListener('afterprint', () => {
    opened.forEach((target) => { target.open = false; });
    opened = [];
  });

  const tools = document.querySelector('.tools');
  if (!tools) {
    return;
  }

  const find = document.getElementById('find');
  const failing = document.getElementById('failing');
  const shown = document.getElementById('shown');
  // Without this script they are words alone, since they would do nothing.
  const codes = [...document.querySelectorAll('[data-find]')].map((item) => {
    const code = document.createElement('button');
    code.type = 'button';
    code.className = item.className;
    code.dataset.find = item.dataset.find;
    code.append(...item.childNodes);
    item.removeAttribute('data-find');
    item.removeAttribute('class');
    item.append(code);
    return code;
  });
  const rows = new Map([...document.querySelectorAll('[data-target]')].map((row) => [row.dataset.target, row]));
  const texts = new Map(targets.map((target) => [target, target.textContent.toLowerCase()]));
  const filter = () => {
    const wanted = find.value.trim().toLowerCase();
    let count = 0;
    for (const target of targets) {
      target.hidden = (failing.checked && !target.classList.contains('failed')) || !texts.get(target).includes(wanted);
      count += target.hidden ? 0 : 1;
      const row = rows.get(target.id);
      if (row) {
        row.hidden = target.hidden;
      }
    }

    for (const code of codes) {
      code.setAttribute('aria-pressed', find.value === code.dataset.find);
    }

    shown.textContent = shown.dataset.text.replace('{0}', count).replace('{1}', targets.length);
  };

  const setAll = (open) => targets.filter((target) => !target.hidden).forEach((target) => { target.open = open; });
  tools.addEventListener('submit', (event) => event.preventDefault());
  find.addEventListener('input', filter);
  failing.addEventListener('change', filter);
  document.getElementById('open').addEventListener('click', () => setAll(true));
  document.getElementById('close').addEventListener('click', () => setAll(false));
  for (const code of codes) {
    code.addEventListener('click', () => {
      find.value = find.value === code.dataset.find ? '' : code.dataset.find;
      filter();
    });
  }

  tools.hidden = false;
  filter();
})();
