'use strict';
(() => {
  const root = document.documentElement;
  const theme = document.getElementById('theme');
  const isDark = () => root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  const label = () => { theme.textContent = isDark() ? 'Light' : 'Dark'; theme.setAttribute('aria-label', 'Switch to ' + theme.textContent.toLowerCase() + ' colours'); };
  theme.hidden = false;
  label();
  theme.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; label(); });

  const expand = document.getElementById('expand');
  if (expand) {
    const all = document.querySelectorAll('details');
    let open = false;
    expand.hidden = false;
    expand.addEventListener('click', () => {
      open = !open;
      all.forEach(d => { d.open = open; });
      expand.textContent = open ? 'Collapse all' : 'Expand all';
    });
    addEventListener('beforeprint', () => document.querySelectorAll('.flow.failed, .flow.inconclusive').forEach(d => { d.open = true; }));
  }

  const copied = text => {
    if (navigator.clipboard && isSecureContext) { return navigator.clipboard.writeText(text); }
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    return Promise.resolve();
  };
  document.querySelectorAll('button[data-copy]').forEach(button => {
    button.hidden = false;
    button.addEventListener('click', () => copied(button.previousElementSibling.textContent).then(() => {
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    }));
  });
})();
