// What HTML alone cannot: a file dropped on the box, and a button that copies. Every page is whole without it.
(() => {
  const box = document.querySelector('form.box');
  const file = box?.querySelector('input[type=file]');
  if (file) {
    const brings = (event) => event.dataTransfer?.types.includes('Files');
    for (const type of ['dragenter', 'dragover']) {
      box.addEventListener(type, (event) => {
        if (!brings(event)) return;
        event.preventDefault();
        box.classList.add('over');
      });
    }
    box.addEventListener('dragleave', (event) => {
      if (!box.contains(event.relatedTarget)) box.classList.remove('over');
    });
    box.addEventListener('drop', (event) => {
      box.classList.remove('over');
      const [first] = event.dataTransfer?.files ?? [];
      if (!first) return;
      event.preventDefault();
      const one = new DataTransfer();
      one.items.add(first);
      file.files = one.files;
      file.focus();
    });
  }

  for (const field of document.querySelectorAll('input.copied, textarea.copied')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    // Among several the label says which.
    const [label] = field.labels;
    if (label) {
      label.id ||= `${field.id}-label`;
      button.setAttribute('aria-describedby', label.id);
    }
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = 'Copied';
      } catch {
        // Where the page may not, the visitor can: the text is selected.
        field.select();
        button.textContent = 'Press Ctrl+C';
      }
    });
    field.after(button);
  }
})();
