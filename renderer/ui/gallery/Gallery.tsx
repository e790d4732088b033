import {
  Button,
  Checkbox,
  Select,
  Switch,
  Tabs,
  Textarea,
  TextInput,
  useMantineColorScheme,
} from '@mantine/core';
import { IconBread, IconCalendarWeek, IconPlus, IconSettings, IconWheat } from '@tabler/icons-react';
import { useState } from 'react';
import mark from '../../styles/mark.svg';
import { AppFrame } from '../AppFrame.tsx';
import { ChoiceChips, SegmentedChoice } from '../Choices.tsx';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { DataTable } from '../DataTable.tsx';
import { DateField, FieldGrid, NumberField, Span, TimeField } from '../Fields.tsx';
import { Notice } from '../Notice.tsx';
import { Page, PageHeader } from '../Page.tsx';
import { SearchBox } from '../SearchBox.tsx';
import { Facts, Section } from '../Section.tsx';
import { SidePanel } from '../SidePanel.tsx';
import type { PenStrokes } from '../signature.ts';
import { SignaturePad } from '../SignaturePad.tsx';
import { EmptyState, ErrorState } from '../States.tsx';
import { Steps } from '../Steps.tsx';
import { KeyHint, StatusBadge, Tag } from '../Tag.tsx';
import { notify } from '../toast.tsx';
import css from './Gallery.module.css';

interface Loaf {
  id: string;
  name: string;
  flour: string;
  weight: number;
  state: 'done' | 'half' | 'empty' | 'alert';
}

const kinds = ['Country loaf', 'Seeded rye', 'Milk bun', 'Barley flat', 'Spelt round', 'Olive plait'];
const loaves: Loaf[] = Array.from({ length: 2000 }, (_, at) => ({
  id: String(at),
  name: `${kinds[at % kinds.length]} ${at + 1}`,
  flour: ['wheat', 'rye', 'spelt'][at % 3] ?? '',
  weight: 400 + (at % 7) * 50,
  state: (['done', 'half', 'empty', 'alert'] as const)[at % 4] ?? 'empty',
}));

/** Every part at work in a bakery, to be looked at in both schemes and both window sizes. */
export function Gallery() {
  const { toggleColorScheme } = useMantineColorScheme();
  const [open, setOpen] = useState<string | null>('2');
  const [asking, setAsking] = useState(false);
  const [text, setText] = useState('');
  const [chips, setChips] = useState(['nuts', 'milk']);
  const [answer, setAnswer] = useState<string | null>('yes');
  const [date, setDate] = useState('2026-11-22');
  const [time, setTime] = useState('05:30');
  const [weight, setWeight] = useState('0.85');
  const [strokes, setStrokes] = useState<PenStrokes>([]);
  const chosen = loaves.find((loaf) => loaf.id === open);
  return (
    <AppFrame
      brand={<img src={mark} alt="" width={28} height={28} />}
      nav={[
        {
          id: 'a',
          label: 'Ovens',
          icon: <IconCalendarWeek size={21} stroke={1.6} />,
          href: '#a',
          active: true,
        },
        { id: 'b', label: 'Loaves', icon: <IconBread size={21} stroke={1.6} />, href: '#b', active: false },
        { id: 'c', label: 'Flour', icon: <IconWheat size={21} stroke={1.6} />, href: '#c', active: false },
      ]}
      navEnd={[
        {
          id: 'd',
          label: 'Settings',
          icon: <IconSettings size={21} stroke={1.6} />,
          href: '#d',
          active: false,
        },
      ]}
      topStart={
        <div className={css['search']}>
          <SearchBox
            label="Find a loaf"
            hideLabel
            value={text}
            onChange={setText}
            placeholder="Name or number"
            hint={<KeyHint keys={['/']} />}
            items={loaves.filter((loaf) => loaf.name.toLowerCase().includes(text.toLowerCase())).slice(0, 6)}
            itemKey={(loaf) => loaf.id}
            renderItem={(loaf) => (
              <span>
                {loaf.name} <Tag>{loaf.flour}</Tag>
              </span>
            )}
            onPick={(loaf) => setOpen(loaf.id)}
            action={{ label: 'New loaf…', onPick: () => setAsking(true) }}
            emptyText="No such loaf"
          />
        </div>
      }
      topEnd={
        <Button variant="default" onClick={toggleColorScheme}>
          Light / dark
        </Button>
      }
    >
      <Page
        aside={
          chosen && (
            <SidePanel
              label="Loaf"
              title={chosen.name}
              subtitle="Baked at 04:10, oven 2"
              onClose={() => setOpen(null)}
              tags={
                <>
                  <Tag tone="clay">Sesame</Tag>
                  <Tag tone="ok">Checked</Tag>
                  <Tag>{chosen.flour}</Tag>
                </>
              }
              footer={
                <>
                  <Button>Sell</Button>
                  <Button variant="default">Set aside</Button>
                </>
              }
            >
              <Notice tone="clay" title="Contains sesame and milk">
                Ask before it is sold.
              </Notice>
              <Facts
                items={[
                  { label: 'Weight', value: `${chosen.weight} g` },
                  { label: 'Flour', value: chosen.flour },
                  { label: 'Baker', value: 'Amelie Brot' },
                ]}
              />
            </SidePanel>
          )
        }
      >
        <PageHeader
          title="Early ovens"
          lead="Sunday, 22 November 2026"
          back={{ label: 'All ovens', href: '#a' }}
          tags={<Tag tone="info">Draft</Tag>}
          actions={
            <>
              <Button
                variant="default"
                onClick={() =>
                  notify({
                    text: 'Loaf set aside',
                    undo: { onUndo: () => notify({ text: 'Back on the shelf', tone: 'info' }) },
                  })
                }
              >
                Set aside
              </Button>
              <Button leftSection={<IconPlus size={16} />} onClick={() => setAsking(true)}>
                New loaf
              </Button>
            </>
          }
          tabs={
            <Tabs defaultValue="a">
              <Tabs.List>
                <Tabs.Tab value="a">Loaves</Tabs.Tab>
                <Tabs.Tab value="b">Recipes</Tabs.Tab>
                <Tabs.Tab value="c">Orders</Tabs.Tab>
              </Tabs.List>
            </Tabs>
          }
        />
        <Notice
          tone="warn"
          title="The rye delivery is late"
          action={
            <Button size="xs" variant="default">
              Order again
            </Button>
          }
        >
          Two sacks are missing.
        </Notice>
        <Notice tone="bad" title="Oven 3 is too hot" />
        <Notice tone="info" title="Two people are in this list" />
        <Notice tone="ok" title="All ovens have been checked" />
        <Section
          title="Loaves"
          count={loaves.length}
          flush
          actions={
            <Button variant="subtle" size="xs">
              Print
            </Button>
          }
        >
          <DataTable
            label="Loaves"
            rows={loaves}
            rowKey={(loaf) => loaf.id}
            selectedKey={open}
            onOpen={(loaf) => setOpen(loaf.id)}
            height={236}
            columns={[
              { id: 'name', header: 'Loaf', cell: (loaf) => loaf.name, width: 'minmax(160px, 2fr)' },
              {
                id: 'flour',
                header: 'Flour',
                cell: (loaf) => <Tag tone={loaf.flour === 'rye' ? 'clay' : 'neutral'}>{loaf.flour}</Tag>,
                optional: true,
              },
              {
                id: 'state',
                header: 'State',
                cell: (loaf) => <StatusBadge status={loaf.state}>{loaf.state}</StatusBadge>,
              },
              {
                id: 'weight',
                header: 'Weight',
                align: 'end',
                cell: (loaf) => `${loaf.weight} g`,
                width: '90px',
              },
            ]}
          />
        </Section>
        <Section title="Order" tone="clay">
          <FieldGrid>
            <Span of={6}>
              <TextInput label="Name" required defaultValue="Jördis Ørsted" />
            </Span>
            <Span of={3}>
              <DateField label="Day" value={date} onChange={setDate} />
            </Span>
            <Span of={3}>
              <TimeField label="Time" value={time} onChange={setTime} />
            </Span>
            <Span of={3}>
              <NumberField label="Weight" unit="kg" step="0.05" value={weight} onChange={setWeight} />
            </Span>
            <Span of={3}>
              <Select label="Shape" data={['Round', 'Plait', 'Tin']} defaultValue="Round" />
            </Span>
            <Span of={6}>
              <TextInput label="Phone" error="This does not look right." defaultValue="0x55" />
            </Span>
            <Span of={12}>
              <ChoiceChips
                label="Contains"
                value={chips}
                onChange={setChips}
                options={[
                  { value: 'nuts', label: 'Nuts', tone: 'clay' },
                  { value: 'milk', label: 'Milk' },
                  { value: 'egg', label: 'Egg' },
                  { value: 'soy', label: 'Soy', disabled: true },
                ]}
              />
            </Span>
            <Span of={6}>
              <SegmentedChoice
                label="Sliced"
                required
                value={answer}
                onChange={setAnswer}
                options={[
                  { value: 'yes', label: 'Yes' },
                  { value: 'no', label: 'No' },
                  { value: 'unknown', label: 'Not known' },
                ]}
              />
            </Span>
            <Span of={3}>
              <Checkbox label="Paper bag" defaultChecked />
            </Span>
            <Span of={3}>
              <Switch label="Every week" defaultChecked />
            </Span>
            <Span of={12}>
              <Textarea label="Remark" placeholder="Crust, cuts, seeds" />
            </Span>
            <Span of={6}>
              <SignaturePad label="Taken over by" value={strokes} onChange={setStrokes} height={110} />
            </Span>
            <Span of={6}>
              <Steps
                label="Steps"
                steps={[
                  { id: 'a', title: 'Dough', state: 'done', note: '12 kg' },
                  { id: 'b', title: 'Proof', state: 'now' },
                  { id: 'c', title: 'Bake', state: 'next' },
                ]}
                onPick={() => {}}
              />
            </Span>
          </FieldGrid>
        </Section>
        <Section title="States">
          <EmptyState
            title="No orders yet"
            text="They come in here as soon as the shop opens."
            action={<Button variant="default">New order</Button>}
          />
          <ErrorState text="The scale did not answer." incident="1f00c2aa" onRetry={() => {}} />
        </Section>
        <ConfirmDialog
          opened={asking}
          title="Throw this loaf away?"
          confirmLabel="Throw away"
          tone="danger"
          onClose={() => setAsking(false)}
          onConfirm={() => {}}
          reason={{ label: 'Why', suggestions: ['Burnt', 'Fell down'] }}
        >
          It is taken off the shelf at once.
        </ConfirmDialog>
      </Page>
    </AppFrame>
  );
}
