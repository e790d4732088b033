/** A file that is dropped beside a place that takes it never replaces the page, and with it what was being written. */
for (const kind of ['dragover', 'drop'] as const)
  window.addEventListener(kind, (event) => {
    if (event.defaultPrevented || event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  });
