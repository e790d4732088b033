import { Button, Menu, Textarea } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useContext, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/contract/finding.ts';
import type { Outputs } from '../../../shared/contract/index.ts';
import type { SessionContent, SessionView } from '../../../shared/contract/treatments.ts';
import type { Side } from '../../../shared/contract/values.ts';
import { sessionFields, type FormField } from '../../../shared/rules/block-form.ts';
import { standing } from '../../../shared/rules/issues.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { BodyChart, type Picked } from '../../parts/BodyChart.tsx';
import { SitePick } from '../../parts/SitePick.tsx';
import { DraftStatus } from '../../ui/draft.tsx';
import { DateHabit } from '../../ui/date-habit.ts';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge, Tag } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import { Amendments } from './Amendments.tsx';
import { BlockCard } from './BlockCard.tsx';
import { FindingCard } from './FindingCard.tsx';
import { GiveDialog } from './GiveDialog.tsx';
import { IssueList } from './IssueList.tsx';
import { marksOf } from './marks.ts';
import { MissingConsent } from './MissingConsent.tsx';
import { newFinding, repeated } from './new-entries.ts';
import { RecordField } from './RecordField.tsx';
import { SessionAlerts } from './SessionAlerts.tsx';
import { useSession } from './use-session.ts';
import css from './treatments.module.css';

interface SessionEditorProps {
  view: SessionView;
  practice: Outputs['practice']['overview'];
  reference: Reference;
}

const beforeKeys = new Set(['painBefore', 'patientPosition']);

/** The visit: what was found, what was done, how it went. Saved as typed, locked by the signature. */
export function SessionEditor({ view, practice, reference }: SessionEditorProps) {
  const { t } = useTranslation(['treatments', 'ui']);
  const trouble = useTrouble();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const maySign = useMay('notes.sign') === true;
  const mayWrite = useMay('notes.write') === true;
  const { session, patient, course, previous, alerts } = view;
  const draft = useSession(view);
  const { content, change, cover } = draft;
  const locked = session.status !== 'draft' || !mayWrite;
  const [placing, setPlacing] = useState<string>('finding');
  const [giving, setGiving] = useState<string | null>(null);
  const [shownIssues, setShownIssues] = useState(false);
  const refresh = () => cache.invalidateQueries({ queryKey: q.treatments.key() });
  const fields = useMemo(() => sessionFields(reference), [reference]);
  const marks = useMemo(() => marksOf(content, previous?.content ?? null, reference), [content, previous, reference]);
  const complaint = course?.regions ?? [];
  const today = useContext(DateHabit).today();

  const setFindings = (make: (before: Finding[]) => Finding[]) => change((before) => ({ ...before, findings: make(before.findings) }));
  const setBlocks = (make: (before: SessionContent['blocks']) => SessionContent['blocks']) => change((before) => ({ ...before, blocks: make(before.blocks) }));
  const setCommon = (field: FormField, value: SessionContent['common'][string]) => change((before) => ({ ...before, common: { ...before.common, [field.key]: value } }));
  const setReason = (key: string, reason: string) => change((before) => ({ ...before, reasons: { ...before.reasons, [key]: reason } }));
  const addAt = (siteId: string, side: Side, mark?: Picked['mark']) => {
    const fits = reference.sites.get(siteId)?.sided === false ? 'midline' : side;
    if (placing === 'finding') setFindings((before) => [...before, newFinding(reference, siteId, fits, today, mark)]);
    else setBlocks((before) => before.map((block) => (block.id === placing && !block.sites.some((site) => site.siteId === siteId && site.side === fits) ? { ...block, sites: [...block.sites, { siteId, side: fits, values: {}, ...(mark && { mark }) }] } : block)));
  };

  const confirm = useMutation({
    mutationFn: async () => api.treatments.confirmSafety({ id: session.id, version: await draft.settle() }),
    onSuccess: ({ version }) => { draft.took(version); notify({ text: t('safety.confirmed') }); void refresh(); },
    onError: (error) => notify({ text: trouble(error).text, tone: 'bad', incident: trouble(error).incident }),
  });
  const sign = useMutation({
    mutationFn: async () => api.treatments.sign({ id: session.id, version: await draft.settle() }),
    onSuccess: () => { notify({ text: t('sign.done') }); void refresh(); void cache.invalidateQueries({ queryKey: q.appointments.key() }); },
    onError: () => setShownIssues(true),
  });
  const reverse = (syringeId: string, reason: string) => api.treatments.reverse({ syringeId, reason }).then(refresh, (error: unknown) => { notify({ text: trouble(error).text, tone: 'bad' }); throw error; });
  const refused = sign.error === null ? null : trouble(sign.error);
  const refusal = refused?.refusal;
  const issues = refusal?.code === 'RECORD_REFUSED' ? [...draft.issues, ...refusal.data.issues.filter((issue) => !draft.issues.some((known) => JSON.stringify(known) === JSON.stringify(issue)))] : draft.issues;
  const open = standing(issues, content.reasons);
  const general = issues.filter((issue) => issue.at === undefined);
  const of = (id: string) => issues.filter((issue) => issue.at === id);
  const quiet = (list: typeof general) => (shownIssues || locked ? list : list.filter((issue) => issue.code !== 'required'));
  const commonField = (field: FormField) => (
    <Span key={field.key} of={field.type === 'enum' && (field.options?.length ?? 0) > 4 ? 4 : 3}>
      <RecordField field={field} value={content.common[field.key]} disabled={locked} error={shownIssues && general.some((issue) => issue.level === 'refuse' && issue.fieldKey === field.key) ? t('required') : undefined} onChange={(value) => setCommon(field, value)} />
    </Span>
  );
  const enabled = reference.data.techniques.entries.filter((technique) => technique.defaultEnabled);
  const others = reference.data.techniques.entries.filter((technique) => !technique.defaultEnabled);
  const addBlock = (technique: string) => {
    const id = crypto.randomUUID();
    setBlocks((before) => [...before, { id, technique, values: {}, sites: [] }]);
    setPlacing(id);
  };
  const giveBlock = content.blocks.find((block) => block.id === giving);

  return (
    <Page>
      <PageHeader
        title={patient.name} back={{ label: t('back'), href: `#/patients/${patient.id}?tab=treatments` }}
        lead={`${patient.birthDate} · ${patient.number} · ${session.practitionerName}`}
        tags={
          <>
            <Tag tone="ink">{course === null ? t('head.noCourse') : t('head.session', { number: session.sessionNumber, planned: course.plannedSessions })}</Tag>
            <StatusBadge status={session.status === 'draft' ? 'half' : session.status === 'entered-in-error' ? 'stop' : 'lock'}>{t(`head.status.${session.status}`)}</StatusBadge>
            {!session.intact && <Tag tone="bad">{t('head.broken')}</Tag>}
          </>
        }
        actions={<Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => void draft.settle().then(() => navigate({ to: '/papers/$kind/$id', params: { kind: 'treatment-summary', id: session.id } }))}>{t('head.paper')}</Button>}
      />
      {draft.conflict !== null && (
        <Notice tone="warn" title={t('conflict.title')} live action={<div className={css['buttons']}><Button variant="default" onClick={draft.takeTheirs}>{t('conflict.theirs')}</Button><Button onClick={draft.keepMine}>{t('conflict.mine')}</Button></div>}>{t('conflict.how')}</Notice>
      )}
      <SessionAlerts alerts={alerts} confirmedAt={session.safetyConfirmedAt} locked={locked} busy={confirm.isPending} onConfirm={() => confirm.mutate()} onAsk={() => void navigate({ to: '/patients/$patientId', params: { patientId: patient.id }, search: { tab: 'safety' } })} />
      {!cover.covered && cover.missing.length > 0 && !locked && <MissingConsent missing={cover.missing} patientId={patient.id} appointmentId={session.appointmentId} reference={reference} sites={content.blocks.flatMap((block) => block.sites.map((site) => `${site.siteId}:${site.side}`))} />}
      {cover.covered && content.blocks.length > 0 && !locked && <Notice tone="ok" title={t('head.covered')} />}
      <div className={css['layout']}>
        <aside className={css['chartSide']}>
          <Section title={t('chart.title')} actions={!locked && <Tag tone="ink">{placing === 'finding' ? t('chart.placesFinding') : t('chart.placesBlock', { technique: reference.techniques.get(content.blocks.find((block) => block.id === placing)?.technique ?? '')?.name })}</Tag>}>
            <BodyChart reference={reference.data} marks={marks} {...(!locked && { onPick: (picked: Picked) => { const [nearest] = picked.siteIds; if (nearest !== undefined) addAt(nearest, picked.side, picked.mark); } })} />
            {!locked && <SitePick label={t('chart.type')} sites={reference.data.muscles.entries} onPick={(siteId, side) => addAt(siteId, side)} />}
          </Section>
        </aside>
        <div className={css['record']}>
          <Section title={t('section.before')}>
            <FieldGrid>{fields.filter((field) => beforeKeys.has(field.key)).map(commonField)}</FieldGrid>
          </Section>
          <Section
            title={t('section.findings')} count={content.findings.length}
            actions={!locked && <Button size="xs" variant={placing === 'finding' ? 'filled' : 'default'} aria-pressed={placing === 'finding'} onClick={() => setPlacing('finding')}>{t('finding.place')}</Button>}
          >
            {content.findings.length === 0 && <p className={css['soft']}>{t('finding.none')}</p>}
            {content.findings.map((finding) => (
              <FindingCard
                key={finding.id} finding={finding} reference={reference} complaint={complaint} issues={quiet(of(finding.id))} reasons={content.reasons} disabled={locked} onReason={setReason}
                onChange={(part) => setFindings((before) => before.map((other) => (other.id === finding.id ? clean({ ...other, ...part }) : other)))}
                onRemove={() => setFindings((before) => before.filter((other) => other.id !== finding.id))}
              />
            ))}
          </Section>
          <Section
            title={t('section.blocks')} count={content.blocks.length}
            actions={
              !locked && (
                <div className={css['buttons']}>
                  {previous !== null && content.blocks.length === 0 && <Button size="xs" variant="default" onClick={() => change((before) => repeated(before, previous.content, today))}>{t('block.repeat')}</Button>}
                  <Menu position="bottom-end">
                    <Menu.Target><Button size="xs" leftSection={<IconPlus size={14} />}>{t('block.add')}</Button></Menu.Target>
                    <Menu.Dropdown>
                      {enabled.map((technique) => <Menu.Item key={technique.id} onClick={() => addBlock(technique.id)}>{technique.name}</Menu.Item>)}
                      <Menu.Divider />
                      {others.map((technique) => <Menu.Item key={technique.id} onClick={() => addBlock(technique.id)}>{technique.name}</Menu.Item>)}
                    </Menu.Dropdown>
                  </Menu>
                </div>
              )
            }
          >
            {content.blocks.length === 0 && <p className={css['soft']}>{t('block.none')}</p>}
            {content.blocks.map((block) => (
              <BlockCard
                key={block.id} block={block} content={content} reference={reference} devices={practice.devices.filter((device) => !device.retired)} issues={quiet(of(block.id))} disabled={locked}
                administrations={session.administrations.filter((given) => given.blockId === block.id)} placing={placing === block.id} onPlace={() => setPlacing(block.id)} onReason={setReason}
                onChange={(part) => setBlocks((before) => before.map((other) => (other.id === block.id ? clean({ ...other, ...part }) : other)))}
                onRemove={() => { setPlacing('finding'); setBlocks((before) => before.filter((other) => other.id !== block.id)); }}
                onGive={() => void draft.settle().then(() => setGiving(block.id))} onReverse={reverse}
              />
            ))}
          </Section>
          <Section title={t('section.after')}>
            <FieldGrid>{fields.filter((field) => !beforeKeys.has(field.key)).map(commonField)}</FieldGrid>
            <Textarea label={t('section.narrative')} disabled={locked} autosize minRows={3} maxRows={14} maxLength={10_000} value={content.narrative} onChange={(event) => { const narrative = event.currentTarget.value; change((before) => ({ ...before, narrative })); }} />
            <Textarea label={t('section.plan')} disabled={locked} autosize minRows={2} maxRows={8} maxLength={2000} value={content.plan} onChange={(event) => { const plan = event.currentTarget.value; change((before) => ({ ...before, plan })); }} />
            <IssueList issues={quiet(general)} reasons={content.reasons} onReason={setReason} disabled={locked} />
          </Section>
          {session.status !== 'draft' && <Amendments session={session} mayAmend={maySign} onAmended={() => void refresh()} />}
        </div>
      </div>
      {!locked && (
        <div className={css['bar']}>
          <span className={css['barStatus']}><DraftStatus status={draft.state} savedAt={draft.savedAt} /></span>
          {refused !== null && refusal?.code !== 'RECORD_REFUSED' && <Tag tone="bad">{refused.text}</Tag>}
          {open.length > 0 && <Button variant="subtle" onClick={() => setShownIssues(true)}>{t('sign.open', { count: open.length })}</Button>}
          {maySign && <Button onClick={() => sign.mutate()} loading={sign.isPending}>{t('sign.sign')}</Button>}
        </div>
      )}
      {giveBlock !== undefined && <GiveDialog sessionId={session.id} patientId={patient.id} appointmentId={session.appointmentId} block={giveBlock} reference={reference} onGiven={() => { notify({ text: t('give.done') }); void refresh(); }} onClose={() => setGiving(null)} />}
    </Page>
  );
}

/** Leaves out what was emptied: the contract knows absent, not undefined. */
function clean<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
