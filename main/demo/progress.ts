/** One line that changes where there is a person to watch it, a line for every quarter where there is a log. */
export interface Progress {
  show(what: string, done: number, of: number): void;
  /** Leaves the line as it stands. */
  end(): void;
}

interface Out {
  isTTY?: boolean;
  write(text: string): unknown;
}

export function newProgress(out: Out): Progress {
  let said = '';
  const show = (what: string, done: number, of: number): void => {
    const share = of === 0 ? 1 : done / of;
    const text =
      out.isTTY === true ? `${what} ${Math.floor(share * 100)} %` : `${what} ${Math.floor(share * 4) * 25} %`;
    if (text === said) return;
    said = text;
    out.write(out.isTTY === true ? `\r\u001b[K${text}` : `${text}\n`);
  };
  return {
    show,
    end: () => {
      if (out.isTTY === true && said !== '') out.write('\r\u001b[K');
      said = '';
    },
  };
}
