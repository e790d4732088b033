import { ActionIcon, Button } from '@mantine/core';
import {
  IconArrowsHorizontal,
  IconChevronDown,
  IconChevronUp,
  IconDeviceFloppy,
  IconPrinter,
  IconX,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { openPdf } from './pdf.ts';
import { PdfPage } from './PdfPage.tsx';
import { ErrorState, LoadingState } from './States.tsx';
import css from './PdfPreview.module.css';

export interface PdfPreviewProps {
  file: Blob | null;
  title: ReactNode;
  loading?: boolean;
  error?: ReactNode;
  /** Beside the title: what state the paper is in. */
  notice?: ReactNode;
  onPrint?: () => void;
  onSave?: () => void;
  onClose?: () => void;
}

interface Opened {
  source: PDFDocumentProxy;
  sizes: { width: number; height: number }[];
}

const steps = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];

/** CSS pixels per PDF point at 100 %. */
const perPoint = 96 / 72;

function useOpened(file: Blob | null) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    setOpened(null);
    setFailed(false);
    if (!file) return;
    let gone = false;
    let mine: PDFDocumentProxy | null = null;
    const open = async () => {
      const source = await openPdf(file);
      if (gone) return void source.loadingTask.destroy();
      mine = source;
      const numbers = Array.from({ length: source.numPages }, (_, at) => at + 1);
      const pages = await Promise.all(numbers.map(async (number) => source.getPage(number)));
      const sizes = pages
        .map((page) => page.getViewport({ scale: 1 }))
        .map(({ width, height }) => ({ width, height }));
      if (!gone) setOpened({ source, sizes });
    };
    open().catch(() => !gone && setFailed(true));
    return () => {
      gone = true;
      void mine?.loadingTask.destroy();
    };
  }, [file]);
  return { opened, failed };
}

export function PdfPreview({
  file,
  title,
  loading = false,
  error,
  notice,
  onPrint,
  onSave,
  onClose,
}: PdfPreviewProps) {
  const { t } = useTranslation('ui');
  const { opened, failed } = useOpened(file);
  const desk = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<number | 'fit'>('fit');
  const [room, setRoom] = useState(0);
  const [page, setPage] = useState(1);
  const count = opened?.sizes.length ?? 0;
  const widest = Math.max(1, ...(opened?.sizes.map((size) => size.width) ?? []));
  const fit = room === 0 ? 1 : Math.min(1.5, (room - 40) / (widest * perPoint));
  const scale = (zoom === 'fit' ? fit : zoom) * perPoint;

  useEffect(() => {
    const element = desk.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => setRoom(element.clientWidth));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);

  const pageElement = (number: number) => desk.current?.querySelector<HTMLElement>(`[data-page='${number}']`);
  const go = (to: number) => {
    const next = Math.min(count, Math.max(1, to));
    const element = pageElement(next);
    if (element && desk.current) desk.current.scrollTop = element.offsetTop - 12;
    setPage(next);
  };
  const onScroll = () => {
    const top = (desk.current?.scrollTop ?? 0) + (desk.current?.clientHeight ?? 0) / 3;
    const numbers = Array.from({ length: count }, (_, at) => at + 1);
    setPage(numbers.findLast((number) => (pageElement(number)?.offsetTop ?? 0) <= top) ?? 1);
  };
  const step = (direction: 1 | -1) => {
    const now = scale / perPoint;
    setZoom(
      (direction === 1 ? steps.find((one) => one > now + 0.01) : steps.findLast((one) => one < now - 0.01)) ??
        now,
    );
  };

  return (
    <section className={css['preview']} aria-label={typeof title === 'string' ? title : undefined}>
      <div className={css['bar']}>
        <div className={css['title']}>
          <span className={css['name']}>{title}</span>
          {notice}
        </div>
        <div className={css['tools']}>
          <ActionIcon aria-label={t('pdf.previous')} disabled={page <= 1} onClick={() => go(page - 1)}>
            <IconChevronUp size={17} />
          </ActionIcon>
          <span className={css['count']} aria-live="polite">
            {count > 0 && `${t('pdf.page')} ${page} ${t('pdf.of', { count })}`}
          </span>
          <ActionIcon aria-label={t('pdf.nextPage')} disabled={page >= count} onClick={() => go(page + 1)}>
            <IconChevronDown size={17} />
          </ActionIcon>
          <span className={css['gap']} />
          <ActionIcon aria-label={t('pdf.smaller')} onClick={() => step(-1)}>
            <IconZoomOut size={17} />
          </ActionIcon>
          <span className={css['count']}>{Math.round((scale / perPoint) * 100)} %</span>
          <ActionIcon aria-label={t('pdf.larger')} onClick={() => step(1)}>
            <IconZoomIn size={17} />
          </ActionIcon>
          <ActionIcon aria-label={t('pdf.fit')} aria-pressed={zoom === 'fit'} onClick={() => setZoom('fit')}>
            <IconArrowsHorizontal size={17} />
          </ActionIcon>
        </div>
        <div className={css['tools']}>
          {onSave && (
            <Button
              variant="default"
              disabled={!file}
              leftSection={<IconDeviceFloppy size={16} />}
              onClick={onSave}
            >
              {t('pdf.save')}
            </Button>
          )}
          {onPrint && (
            <Button disabled={!file} leftSection={<IconPrinter size={16} />} onClick={onPrint}>
              {t('print')}
            </Button>
          )}
          {onClose && (
            <ActionIcon aria-label={t('close')} onClick={onClose}>
              <IconX size={17} />
            </ActionIcon>
          )}
        </div>
      </div>
      <div
        ref={desk}
        className={css['desk']}
        onScroll={onScroll}
        tabIndex={0}
        role="region"
        aria-label={t('pdf.page')}
      >
        {(failed || error) && <ErrorState text={error ?? t('pdf.bad')} />}
        {!failed && !error && !opened && (loading || file) && <LoadingState shape="page" />}
        {opened?.sizes.map((size, at) => (
          <PdfPage
            key={at}
            document={opened.source}
            number={at + 1}
            scale={scale}
            size={size}
            label={`${t('pdf.page')} ${at + 1}`}
          />
        ))}
      </div>
    </section>
  );
}
