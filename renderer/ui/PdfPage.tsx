import { TextLayer, type PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState, type CSSProperties } from 'react';
import css from './PdfPreview.module.css';

export interface PdfPageProps {
  document: PDFDocumentProxy;
  number: number;
  scale: number;
  label: string;
  size: { width: number; height: number };
}

/** One page, drawn when it comes near the window; the text layer over the picture can be read and copied. */
export function PdfPage({ document: source, number, scale, label, size }: PdfPageProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const watcher = new IntersectionObserver(
      (entries) => setNear((seen) => seen || entries.some((entry) => entry.isIntersecting)),
      {
        rootMargin: '600px 0px',
      },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);

  useEffect(() => {
    if (!near) return;
    let gone = false;
    let stop = () => {};
    const draw = async () => {
      const page = await source.getPage(number);
      const element = canvas.current;
      const layer = text.current;
      if (gone || !element || !layer) return;
      const ratio = Math.max(1, window.devicePixelRatio);
      const viewport = page.getViewport({ scale: scale * ratio });
      element.width = Math.round(viewport.width);
      element.height = Math.round(viewport.height);
      const task = page.render({ canvas: element, viewport });
      layer.replaceChildren();
      const words = new TextLayer({
        textContentSource: page.streamTextContent(),
        container: layer,
        viewport: page.getViewport({ scale }),
      });
      stop = () => {
        task.cancel();
        words.cancel();
      };
      await Promise.all([task.promise, words.render()]);
    };
    draw().catch((error: unknown) => {
      // A drawing that was overtaken by the next one, or by another paper, is cancelled on purpose.
      if (!gone && !source.loadingTask.destroyed) console.error(error);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [near, source, number, scale]);

  const style = {
    width: size.width * scale,
    height: size.height * scale,
    '--total-scale-factor': scale,
  } as CSSProperties;
  return (
    <div ref={frame} className={css['page']} style={style} data-page={number} role="group" aria-label={label}>
      <canvas ref={canvas} className={css['picture']} aria-hidden />
      <div ref={text} className={css['text']} />
    </div>
  );
}
