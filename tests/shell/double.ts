import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import type * as Electron from 'electron';

// Stands in for Electron where its runtime is absent. Each part is typed against Electron's own declarations, so
// that a renamed member or a changed signature stops the compiler; what was asked of it is kept for the test.

/** Electron's emitters return themselves in a type that no other class can have. */
type Emitter<T extends { on: unknown }> = EventEmitter & Pick<T, 'on'>;
const emitter = <T extends { on: unknown }>(): Emitter<T> => new EventEmitter() as unknown as Emitter<T>;

export type Handlers = {
  permission?: Parameters<Electron.Session['setPermissionRequestHandler']>[0];
  check?: Parameters<Electron.Session['setPermissionCheckHandler']>[0];
  device?: Parameters<Electron.Session['setDevicePermissionHandler']>[0];
  display?: Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0];
  bluetooth?: Parameters<Electron.Session['setBluetoothPairingHandler']>[0];
  usb?: Parameters<Electron.Session['setUSBProtectedClassesHandler']>[0];
  spelling?: boolean;
};

export function newSession() {
  const handlers: Handlers = {};
  const session = Object.assign(emitter<Electron.Session>(), {
    setPermissionRequestHandler: (handler: NonNullable<Handlers['permission']> | null) =>
      void (handlers.permission = handler),
    setPermissionCheckHandler: (handler: NonNullable<Handlers['check']> | null) =>
      void (handlers.check = handler),
    setDevicePermissionHandler: (handler: NonNullable<Handlers['device']> | null) =>
      void (handlers.device = handler),
    setDisplayMediaRequestHandler: (handler: NonNullable<Handlers['display']> | null) =>
      void (handlers.display = handler),
    setBluetoothPairingHandler: (handler: NonNullable<Handlers['bluetooth']> | null) =>
      void (handlers.bluetooth = handler),
    setUSBProtectedClassesHandler: (handler: NonNullable<Handlers['usb']> | null) =>
      void (handlers.usb = handler),
    setSpellCheckerEnabled: (enabled: boolean) => void (handlers.spelling = enabled),
  }) satisfies Pick<
    Electron.Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
    | 'setBluetoothPairingHandler'
    | 'setUSBProtectedClassesHandler'
    | 'setSpellCheckerEnabled'
  >;
  return { session, handlers };
}

export function newContents() {
  const posted: { channel: string; ports: unknown[] }[] = [];
  const asked: { open?: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] } = {};
  const printed: unknown[] = [];
  let address = '';
  const contents = Object.assign(emitter<Electron.WebContents>(), {
    postMessage: (channel: string, _message: unknown, ports?: unknown[]) =>
      void posted.push({ channel, ports: ports ?? [] }),
    setWindowOpenHandler: (handler: NonNullable<(typeof asked)['open']>) => void (asked.open = handler),
    getURL: () => address,
    isDestroyed: () => false,
    print: (options?: Electron.WebContentsPrintOptions, done?: (ok: boolean, why: string) => void) => {
      printed.push(options);
      done?.(true, '');
    },
  }) satisfies Pick<
    Electron.WebContents,
    'postMessage' | 'setWindowOpenHandler' | 'getURL' | 'isDestroyed' | 'print'
  >;
  const visit = (url: string) => void (address = url);
  return { contents, posted, asked, printed, visit };
}

/** A channel whose ports behave like Electron's main-process ports: `on('message', ({ data, ports }) => …)`. */
export class MainChannel {
  readonly port1: ReturnType<typeof mainPort>;
  readonly port2: MessageChannel['port2'];
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = mainPort(port1);
    this.port2 = port2;
  }
}

function mainPort(port: MessageChannel['port1']) {
  const outer = emitter<Electron.MessagePortMain>();
  port.on('message', (data: unknown) => outer.emit('message', { data, ports: [] }));
  port.on('close', () => outer.emit('close'));
  port.unref();
  return Object.assign(outer, {
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  }) satisfies Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'>;
}

export type WindowRecord = ReturnType<typeof newContents> & {
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly loaded: string[];
  readonly acts: string[];
  readonly window: EventEmitter;
};

export type Situation = { packaged?: boolean; firstInstance?: boolean; userData?: string; appPath?: string };

/** All of `electron` that the product imports, and a record of what was done with it. */
export function newElectron({
  packaged = false,
  firstInstance = true,
  userData = '/tmp/palpate-double',
  appPath = resolve(import.meta.dirname, '..', '..'),
}: Situation = {}) {
  const acts: string[] = [];
  const windows: WindowRecord[] = [];
  const { session, handlers } = newSession();
  const schemes: Electron.CustomScheme[] = [];
  const served = new Map<string, (request: Request) => Response | Promise<Response>>();
  const ready = Promise.withResolvers<void>();

  const app = Object.assign(emitter<Electron.App>(), {
    isPackaged: packaged,
    enableSandbox: () => void acts.push('enableSandbox'),
    requestSingleInstanceLock: () => (acts.push('lock'), firstInstance),
    whenReady: () => (acts.push('whenReady'), ready.promise),
    quit: () => void acts.push('quit'),
    exit: (code?: number) => void acts.push(`exit ${code ?? 0}`),
    getPath: (name: string) => (name === 'userData' ? userData : `/tmp/palpate-double/${name}`),
    setPath: (name: string, path: string) => void acts.push(`setPath ${name} ${path}`),
    setAppUserModelId: (id: string) => void acts.push(`setAppUserModelId ${id}`),
    getVersion: () => '0.0.0',
    getAppPath: () => appPath,
  }) satisfies Pick<
    Electron.App,
    | 'isPackaged'
    | 'enableSandbox'
    | 'requestSingleInstanceLock'
    | 'whenReady'
    | 'quit'
    | 'exit'
    | 'getPath'
    | 'setPath'
    | 'setAppUserModelId'
    | 'getVersion'
    | 'getAppPath'
  >;

  class BrowserWindow extends EventEmitter {
    readonly record: WindowRecord;
    readonly webContents: WindowRecord['contents'];
    constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
      super();
      const made = newContents();
      this.webContents = made.contents;
      this.record = { ...made, options, loaded: [], acts: [], window: this };
      windows.push(this.record);
      app.emit('web-contents-created', {}, made.contents);
    }
    async loadURL(url: string): Promise<void> {
      this.record.loaded.push(url);
      this.record.visit(url);
    }
    show = () => void this.record.acts.push('show');
    focus = () => void this.record.acts.push('focus');
    restore = () => void this.record.acts.push('restore');
    isMinimized = () => true;
    isDestroyed = () => false;
    close = () => void this.record.acts.push('close');
    destroy = () => void this.record.acts.push('destroy');
    static getAllWindows = () => windows.map(({ window }) => window);
  }

  const electron = {
    app,
    BrowserWindow,
    MessageChannelMain: MainChannel,
    session: { defaultSession: session },
    protocol: {
      registerSchemesAsPrivileged: (declared: Electron.CustomScheme[]) => void schemes.push(...declared),
      handle: (name: string, handler: (request: Request) => Response | Promise<Response>) =>
        void served.set(name, handler),
    } satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>,
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: () => void acts.push('menu'),
    },
    dialog: {
      showSaveDialog: async () => ({ canceled: true, filePath: '' }),
      showErrorBox: (title: string, text: string) => void acts.push(`error ${title}: ${text}`),
    },
    safeStorage: {
      isAsyncEncryptionAvailable: async () => true,
      getSelectedStorageBackend: () => 'gnome_libsecret' as const,
      encryptStringAsync: async (text: string) => Buffer.from(text.split('').toReversed().join('')),
      decryptStringAsync: async (bytes: Buffer) => ({
        result: bytes.toString().split('').toReversed().join(''),
        shouldReEncrypt: false,
      }),
    } satisfies Pick<
      Electron.SafeStorage,
      'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
    >,
    powerMonitor: emitter<Electron.PowerMonitor>(),
  };
  return { electron, acts, windows, handlers, session, schemes, served, ready: () => ready.resolve() };
}
