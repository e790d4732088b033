/**
 * Takes a finished paper out of the app through the browser: its own viewer prints it, its own dialog saves it.
 * An object address lives until the page goes or a minute has passed, whichever is first.
 */
function withAddress(file: Blob, use: (address: string) => void): void {
  const address = URL.createObjectURL(file);
  use(address);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Opens the paper where it can be printed. */
export function printPaper(file: Blob): void {
  withAddress(file, (address) => {
    window.open(address, '_blank', 'noopener');
  });
}

/** Offers to save the paper under its own name. */
export function savePaper(file: File): void {
  withAddress(file, (address) => {
    const link = document.createElement('a');
    link.href = address;
    link.download = file.name;
    link.click();
  });
}
