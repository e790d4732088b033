import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToGive } from '../../../../shared/contract/block-repeat.ts';
import type { ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import { formOf, siteKey, type FormField } from '../../../../shared/rules/block-form.ts';
import { strictest } from '../../../../shared/rules/disclosure.ts';
import { doseAhead } from '../../../../shared/rules/dose-ahead.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { useTrouble } from '../../../desk.ts';
import type { Refusals } from '../../../parts/use-refusals.ts';
import { useWhen } from '../../../parts/when.ts';
import { q } from '../../../rpc.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useDraft } from '../../../ui/draft.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { Offer } from './CupboardPick.tsx';
import { DosePanel } from './DosePanel.tsx';
import {
  asLast,
  drawnFrom,
  emptyPart,
  inputOf,
  lastFor,
  missingIn,
  sharedOut,
  suggested,
  type GiveForm,
  type Part,
} from './give-form.ts';
import { GiveObjections } from './GiveObjections.tsx';
import { GiveParts, NextPart } from './GiveParts.tsx';
import { GiveShared } from './GiveShared.tsx';
import { useCupboard } from './use-cupboard.ts';
import { useFirstGap } from '../chart/use-first-gap.ts';
import { useGiving } from './use-giving.ts';
import { asUsual } from '../blocks/usual-offers.ts';
import own from './give.module.css';
import css from '../treatments.module.css';

interface GiveDialogProps {
  sessionId: string;
  patientId: string;
  appointmentId: string | null;
  block: ProcedureBlock;
  reference: Reference;
  refusals: Refusals;
  /** A syringe that the last treatment or a favourite suggests; it fills the form and is looked at before it is recorded. */
  initial?: ToGive;
  onGiven: () => void;
  onClose: () => void;
}

/** Records one syringe as given. The class of what is in it stands above the fields before anything is written. */
export function GiveDialog(props: GiveDialogProps) {
  const { sessionId, patientId, appointmentId, block, reference, refusals, initial, onGiven, onClose } =
    props;
  const { t } = useTranslation(['treatments', 'ui']);
  const trouble = useTrouble();
  const when = useWhen();
  const form = useMemo(() => formOf(reference, block.technique), [reference, block.technique]);
  const fields = useMemo(
    () => new Map(form.administration.map((field): [string, FormField] => [field.key, field])),
    [form],
  );
  const blank = useMemo(
    (): GiveForm => ({
      ...{
        parts: [],
        route: '',
        aspiration: '',
        reasons: {},
        idealKg: '',
        frail: false,
        prescribed: {},
        as: null,
      },
      points: String(Math.max(1, block.sites.length)),
      siteKeys: block.sites.map(siteKey),
    }),
    [block],
  );
  const draft = useDraft(`treatments.${sessionId}.${block.id}.syringe`, blank);
  const facts = useQuery(q.treatments.giveFacts.queryOptions({ input: { sessionId }, gcTime: 0 }));
  const cupboard = useCupboard(patientId, reference, refusals);
  const [tried, setTried] = useState(false);
  const [adding, setAdding] = useState(false);
  const [unknown, setUnknown] = useState<string | null>(null);
  const [picks, setPicks] = useState(0);
  const { value } = draft;
  const set = (change: Partial<GiveForm>) => draft.setValue((before) => ({ ...before, ...change }));
  const setPart = (key: string, change: (part: Part) => Part) =>
    draft.setValue((before) => ({
      ...before,
      parts: before.parts.map((part) => (part.key === key ? change(part) : part)),
    }));
  const missing = missingIn(value);
  const input = inputOf(block.id, value);
  const { body, record } = useFirstGap(picks, missing === null);
  const last = facts.data?.last ?? [];

  const filled = useRef(false);
  const isBare = !cupboard.loading && cupboard.offers.every(({ kind }) => kind === 'typed');
  useEffect(() => {
    // Where no cupboard is kept there is nothing to choose from.
    if (isBare && draft.status === 'clean' && value.parts.length === 0 && initial === undefined)
      draft.setValue((before) => ({ ...before, parts: [emptyPart()] }));
  }, [isBare, draft, value.parts.length, initial]);
  useEffect(() => {
    if (initial === undefined || filled.current || cupboard.loading || facts.data === undefined) return;
    filled.current = true;
    const next = suggested(blank, initial, cupboard.lines, reference.substances);
    draft.setValue(asLast(next, lastFor(facts.data.last, next.parts)));
    setPicks((before) => before + 1);
  }, [initial, cupboard, facts.data, blank, draft, reference]);
  const pick = (offer: Offer) => {
    setUnknown(null);
    setAdding(false);
    setPicks((before) => before + 1);
    if (offer.kind === 'typed') return set({ parts: [...value.parts, emptyPart()] });
    const lines =
      offer.kind === 'line' ? [{ line: offer.line, ml: null }] : (cupboard.linesOf(offer.recipe) ?? []);
    const drawn = lines.map(({ line, ml }) =>
      sharedOut(
        { ...drawnFrom(line, reference.substances.get(line.product.substanceId)), syringeMl: ml },
        value.points,
      ),
    );
    const parts = [...(offer.kind === 'recipe' ? [] : value.parts), ...drawn];
    return draft.setValue((before) => asLast({ ...before, parts }, lastFor(last, parts)));
  };
  const substances = value.parts.flatMap((part) => reference.substances.get(part.substanceId) ?? []);
  const classes = substances.map((one) => one.standing?.disclosureClass ?? one.disclosureClass);
  const asClass = classes.length === 0 ? null : strictest(classes);
  const reckoned =
    value.parts.length > 0 && !['substance', 'pack', 'volume', 'points'].includes(missing ?? '');
  const ahead = useMemo(() => {
    if (!reckoned || facts.data === undefined) return null;
    const whole = inputOf(block.id, {
      ...value,
      ...{ route: value.route || '-', aspiration: value.aspiration || '-' },
      siteKeys: value.siteKeys.length === 0 ? block.sites.map(siteKey) : value.siteKeys,
    });
    return whole === null ? null : doseAhead(reference, facts.data.dose, whole);
  }, [reckoned, facts.data, value, block, reference]);

  const give = useGiving({
    ...{ sessionId, input, parts: value.parts },
    onOpened: (key, vialId) =>
      setPart(key, (before) => ({
        ...before,
        from: before.from === null ? null : { ...before.from, vialId, opensVial: false },
      })),
    onGiven: async () => {
      await draft.discard();
      onGiven();
      onClose();
    },
  });

  return (
    <Dialog opened onClose={onClose} title={t('give.dialog', { technique: form.technique.name })} size={860}>
      <form
        ref={body}
        className={css['give']}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (input !== null && !give.isPending) give.mutate();
        }}
        noValidate
      >
        {asClass !== null && (
          <div className={own['told']}>
            <Notice
              tone={asClass === 'drug' ? 'clay' : 'info'}
              title={t(value.parts.length > 1 ? 'give.mixtureIs' : 'give.substanceIs', {
                class: t(`class.${asClass}`),
              })}
            >
              {value.parts.length > 1 && asClass === 'drug' && t('give.mixtureHow')}
            </Notice>
          </div>
        )}
        <GiveParts
          form={value}
          fields={fields}
          reference={reference}
          refusals={refusals}
          tried={tried}
          onPart={setPart}
          onRemove={(key) => set({ parts: value.parts.filter((part) => part.key !== key) })}
        />
        <NextPart
          offers={asUsual(cupboard.offers, last)}
          loading={cupboard.loading}
          reference={reference}
          count={value.parts.length}
          picking={value.parts.length === 0 || adding}
          error={unknown}
          onAdd={() => setAdding(true)}
          onPick={pick}
          onUnknown={(code) => setUnknown(t('give.unknownCode', { code }))}
        />
        {value.parts.length > 0 && (
          <>
            {value.as !== null && (
              <p className={css['soft']}>{t(`give.as.${value.as.of}`, { date: when.day(value.as.on) })}</p>
            )}
            <GiveShared
              fields={fields}
              form={value}
              tried={tried}
              sites={block.sites.map((site) => ({
                value: siteKey(site),
                label: `${reference.sites.get(site.siteId)?.name ?? site.siteId} ${site.side}`,
              }))}
              onChange={(change) =>
                draft.setValue((before) => {
                  const next = { ...before, ...change };
                  const { points } = next;
                  return { ...next, parts: next.parts.map((part) => sharedOut(part, points)) };
                })
              }
            />
          </>
        )}
        {ahead !== null && (
          <DosePanel
            ahead={ahead}
            reference={reference}
            frail={value.frail}
            onFrail={(frail) => set({ frail })}
          />
        )}
        {facts.error !== null && <Notice tone="bad" title={trouble(facts.error).text} live />}
        <GiveObjections
          form={value}
          input={input}
          live={ahead?.issues ?? []}
          refused={give.error === null ? null : trouble(give.error)}
          sessionId={sessionId}
          patientId={patientId}
          appointmentId={appointmentId}
          technique={block.technique}
          reference={reference}
          onChange={set}
          onWeighed={() => void facts.refetch()}
          onAgain={() => give.mutate()}
        />
        {tried && input === null && (
          <Notice
            tone="bad"
            title={t('give.incomplete', { what: t(`give.missing.${missing as 'volume'}`) })}
            live
          />
        )}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button ref={record} type="submit" loading={give.isPending}>
            {t('give.record')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
