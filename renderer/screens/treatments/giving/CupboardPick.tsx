import { TextInput } from '@mantine/core';
import { IconScan } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '../../../../shared/contract/stock.ts';
import type { CupboardLine } from '../../../../shared/rules/cupboard.ts';
import { gtin14, readPackageCode } from '../../../../shared/rules/gs1.ts';
import { lotKey } from '../../../../shared/rules/lot-key.ts';
import { fold } from '../../../../shared/rules/names.ts';
import { strengthText } from '../../../../shared/rules/strength.ts';
import { useWhen } from '../../../parts/when.ts';
import { Tag } from '../../../ui/Tag.tsx';
import css from './give.module.css';

/** What can be put into the syringe, each with why it cannot be. */
export type Offer =
  | { kind: 'recipe'; key: string; recipe: Recipe; names: string; barred: string | null }
  | { kind: 'line'; key: string; line: CupboardLine; barred: string | null }
  | { kind: 'typed'; key: string; barred: null };

interface CupboardPickProps {
  offers: readonly Offer[];
  /** The class in which each substance is told. */
  classOf: (substanceId: string) => ReactNode;
  loading: boolean;
  error: ReactNode;
  onPick: (offer: Offer) => void;
  /** A code that names nothing here. */
  onUnknown: (code: string) => void;
}

/** As many lines as are looked through; whoever wants another types a part of its name. */
const most = 60;

function answersTo(text: string): (offer: Offer) => boolean {
  const words = fold(text).split(' ').filter(Boolean);
  const key = lotKey(text);
  return (offer) => {
    if (offer.kind === 'typed') return true;
    if (offer.kind === 'recipe')
      return words.every((word) => fold(`${offer.recipe.name} ${offer.names}`).includes(word));
    const { product, lot } = offer.line;
    const hay = fold(`${product.name} ${product.maker} ${product.substanceName} ${lot.lotNumber}`);
    return words.every((word) => hay.includes(word)) || (key !== '' && lotKey(lot.lotNumber) === key);
  };
}

/** The line that a scanned package names: its opened vial before its sealed ones. */
function scannedIn(offers: readonly Offer[], code: string): Offer | 'unknown' | null {
  const read = readPackageCode(code);
  if (read === null) return null;
  const found = offers.filter((offer) => {
    if (offer.kind !== 'line') return false;
    const { product, lot } = offer.line;
    const isProduct = read.gtin === null || product.gtin === gtin14(read.gtin);
    return isProduct && (read.lotNumber === null || lotKey(lot.lotNumber) === lotKey(read.lotNumber));
  });
  return found[0] ?? 'unknown';
}

/** The cupboard as one list under one box: typed, scanned or pointed at. What cannot be given stands there and says why. */
export function CupboardPick({ offers, classOf, loading, error, onPick, onUnknown }: CupboardPickProps) {
  const { t } = useTranslation('treatments');
  const when = useWhen();
  const listId = useId();
  const [text, setText] = useState('');
  const [mark, setMark] = useState<string | null>(null);
  const shown = readPackageCode(text) === null ? offers.filter(answersTo(text)) : offers;
  const open = shown.slice(0, most).filter(({ barred }) => barred === null);
  const marked = open.find(({ key }) => key === mark) ?? open[0];
  const pick = (offer: Offer | undefined) => {
    if (offer === undefined || offer.barred !== null) return;
    setText('');
    onPick(offer);
  };
  const enter = () => {
    const code = text.trim();
    const scanned = code === '' ? null : scannedIn(offers, code);
    if (scanned === null) return pick(marked);
    if (scanned !== 'unknown' && scanned.barred === null) return pick(scanned);
    setText('');
    return onUnknown(scanned === 'unknown' ? code : t('give.scannedBarred', { why: scanned.barred }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey && event.key === ']') setText((before) => `${before}\u001D`);
    else if (event.key === 'Enter') enter();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const at = open.findIndex(({ key }) => key === marked?.key);
      const next = open[(at + (event.key === 'ArrowDown' ? 1 : -1) + open.length) % Math.max(1, open.length)];
      setMark(next?.key ?? null);
      if (next !== undefined)
        document.getElementById(`${listId}-${next.key}`)?.scrollIntoView({ block: 'nearest' });
    } else return;
    event.preventDefault();
  };
  const sayOffer = (offer: Offer) => {
    if (offer.kind === 'typed') return <span>{t('give.notFromCupboard')}</span>;
    if (offer.kind === 'recipe')
      return (
        <>
          <span className={css['offerName']}>
            <Tag tone="ink">{t('give.recipe')}</Tag> {offer.recipe.name}
          </span>
          <span className={css['soft']}>{offer.names}</span>
        </>
      );
    const { product, lot, vial, leftMl, opensVial } = offer.line;
    return (
      <>
        <span className={css['offerName']}>
          {classOf(product.substanceId)} {product.name}{' '}
          <span className={css['soft']}>{strengthText(product.strengthValue, product.strengthUnit)}</span>
        </span>
        <span className={css['soft']}>
          {t('give.offerLot', { lot: lot.lotNumber, expiry: when.day(lot.expiryDate), left: leftMl })}
        </span>
        {vial !== null && (
          <Tag tone="info">{t('give.openedUntil', { date: when.dayOf(vial.discardAt) })}</Tag>
        )}
        {opensVial && offer.barred === null && <Tag>{t('give.opensVial')}</Tag>}
        {lot.patientId !== null && <Tag tone="ok">{t('give.brought')}</Tag>}
      </>
    );
  };
  return (
    <div className={css['pick']}>
      <TextInput
        label={t('give.pick')}
        description={t('give.pickHow')}
        leftSection={<IconScan size={16} aria-hidden />}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        data-autofocus
        error={error}
        value={text}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-activedescendant={marked === undefined ? undefined : `${listId}-${marked.key}`}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setMark(null);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={t('give.cupboard')}
        className={css['offers']}
        aria-busy={loading}
      >
        {shown.slice(0, most).map((offer) => (
          <div
            key={offer.key}
            id={`${listId}-${offer.key}`}
            role="option"
            aria-selected={offer.key === marked?.key}
            aria-disabled={offer.barred !== null}
            className={css['offer']}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => offer.barred === null && setMark(offer.key)}
            onClick={() => pick(offer)}
          >
            {sayOffer(offer)}
            {offer.barred !== null && <span className={css['barred']}>{offer.barred}</span>}
          </div>
        ))}
        {shown.length > most && (
          <p className={css['more']}>{t('give.moreOffers', { count: shown.length - most })}</p>
        )}
      </div>
    </div>
  );
}
