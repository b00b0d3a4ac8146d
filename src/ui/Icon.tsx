import {
  Activity, AlertTriangle, ArrowRight, Box, Bug, Check, ChevronDown, ChevronLeft, ChevronRight, ChevronUp, Circle, CircleHelp, CircleSlash, Cloud, Copy,
  CopyPlus, Database, Download, Ellipsis, Eraser, FileText, Gauge, Globe, GraduationCap, Hash, Info, LayoutGrid, Link2, Lock, Map as MapIcon, MapPin, Maximize, Minus, Monitor,
  Moon, PanelBottom, PanelLeft, PanelRight, Pencil, Plus, PowerOff, Pause, Play, Radio, Redo2, RotateCcw, Scan, Scissors, Search, Server, Settings2, Share2, Signpost, Spline,
  SkipForward, Split, SquareDashed, StepBack, StepForward, StickyNote, Sun, Target, Timer, Trash2, TriangleAlert, Turtle, Undo2, Unplug, Upload, User, Users, X, Zap, ZapOff, type LucideIcon,
} from 'lucide-react';

/** The icons in use, by lucide name: an explicit list keeps the other thousand out of the page. */
const ICONS = {
  activity: Activity,
  'alert-triangle': AlertTriangle,
  'arrow-right': ArrowRight,
  box: Box,
  bug: Bug,
  check: Check,
  'chevron-down': ChevronDown,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  'chevron-up': ChevronUp,
  circle: Circle,
  'circle-help': CircleHelp,
  'circle-slash': CircleSlash,
  cloud: Cloud,
  copy: Copy,
  'copy-plus': CopyPlus,
  database: Database,
  download: Download,
  ellipsis: Ellipsis,
  eraser: Eraser,
  'file-text': FileText,
  gauge: Gauge,
  globe: Globe,
  'graduation-cap': GraduationCap,
  hash: Hash,
  info: Info,
  'layout-grid': LayoutGrid,
  link: Link2,
  lock: Lock,
  map: MapIcon,
  'map-pin': MapPin,
  maximize: Maximize,
  minus: Minus,
  monitor: Monitor,
  moon: Moon,
  'panel-bottom': PanelBottom,
  'panel-left': PanelLeft,
  'panel-right': PanelRight,
  pause: Pause,
  pencil: Pencil,
  play: Play,
  plus: Plus,
  'power-off': PowerOff,
  radio: Radio,
  redo: Redo2,
  'rotate-ccw': RotateCcw,
  scan: Scan,
  scissors: Scissors,
  search: Search,
  server: Server,
  'settings-2': Settings2,
  share: Share2,
  signpost: Signpost,
  spline: Spline,
  'skip-forward': SkipForward,
  split: Split,
  'square-dashed': SquareDashed,
  'step-back': StepBack,
  'step-forward': StepForward,
  'sticky-note': StickyNote,
  sun: Sun,
  target: Target,
  timer: Timer,
  trash: Trash2,
  'triangle-alert': TriangleAlert,
  turtle: Turtle,
  undo: Undo2,
  unplug: Unplug,
  upload: Upload,
  user: User,
  users: Users,
  x: X,
  zap: Zap,
  'zap-off': ZapOff,
} as const satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof ICONS;

interface IconProps {
  /** A name of the list; any other text draws a plain box, so that a new kind still shows. */
  readonly name: IconName | (string & {});
  readonly size?: number;
  readonly className?: string;
}

export function Icon({ name, size = 16, className }: IconProps) {
  const Drawing: LucideIcon = Object.hasOwn(ICONS, name) ? ICONS[name as IconName] : Box;
  return <Drawing size={size} strokeWidth={1.75} aria-hidden="true" focusable="false" {...(className === undefined ? {} : { className })} />;
}
