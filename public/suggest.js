// What may be meant while somebody types in a search box: a list below it, by the combobox pattern of WAI-ARIA. The form
// does the same without it.
(() => {
  // Who types pauses longer than this before a letter is worth a question.
  const PAUSE_MS = 120;

  for (const input of document.querySelectorAll('input[data-suggest]')) {
    const list = document.createElement('ul');
    list.id = `${input.id}-suggestions`;
    list.className = 'suggestions';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Suggestions');
    input.after(list);
    const said = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' };
    for (const [name, value] of Object.entries(said)) input.setAttribute(name, value);

    let chosen = -1;
    let pause = 0;
    let running = new AbortController();
    const options = () => [...list.children];

    const close = () => {
      clearTimeout(pause);
      running.abort();
      list.hidden = true;
      list.replaceChildren();
      chosen = -1;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    };

    const choose = (at) => {
      chosen = at;
      options().forEach((option, n) => option.setAttribute('aria-selected', String(n === at)));
      const option = options()[at];
      if (!option) return input.removeAttribute('aria-activedescendant');
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    };

    // Only to a page of this site, whatever an answer says. Who fills a basket stays with it, and searches.
    const go = (option) => {
      const { path, label } = option.dataset;
      close();
      if (input.form?.elements.pick) {
        input.value = label;
        input.form.requestSubmit();
        return;
      }
      const to = path !== '' && URL.canParse(path, location.href) ? new URL(path, location.href) : null;
      if (to?.origin === location.origin) location.assign(to);
    };

    const show = (items) => {
      const made = items.map((item, n) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${n}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.dataset.path = item.path ?? '';
        option.dataset.label = item.label;
        const beside = document.createElement('span');
        beside.className = 'small';
        beside.textContent = [item.code, item.kind, item.framework].filter(Boolean).join(' · ');
        option.append(item.label, ' ', beside);
        return option;
      });
      list.replaceChildren(...made);
      list.hidden = made.length === 0;
      chosen = -1;
      input.removeAttribute('aria-activedescendant');
      input.setAttribute('aria-expanded', String(made.length > 0));
    };

    const ask = async () => {
      running.abort();
      running = new AbortController();
      const { signal } = running;
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`, { signal });
        const { items } = answer.ok ? await answer.json() : { items: [] };
        if (!signal.aborted) show(items);
      } catch {
        // A newer question is on its way, or the site cannot be reached: the form will say so.
      }
    };

    input.addEventListener('input', () => {
      clearTimeout(pause);
      if (input.value.trim() === '') return close();
      pause = setTimeout(ask, PAUSE_MS);
    });
    input.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      const count = options().length;
      if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        close();
      } else if (count > 0 && event.key === 'ArrowDown') {
        event.preventDefault();
        choose(chosen + 1 === count ? -1 : chosen + 1);
      } else if (count > 0 && event.key === 'ArrowUp') {
        event.preventDefault();
        choose(chosen === -1 ? count - 1 : chosen - 1);
      } else if (event.key === 'Enter' && chosen >= 0) {
        event.preventDefault();
        go(options()[chosen]);
      }
    });
    // The box keeps the focus while one is pressed.
    list.addEventListener('pointerdown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) go(option);
    });
    input.addEventListener('blur', close);
    input.form?.addEventListener('submit', close);
  }
})();
