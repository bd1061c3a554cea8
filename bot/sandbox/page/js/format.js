// Money, times and names as people read them; money is whole fen, never a float.

import { now } from "./store.js";

/** "¥ 1,234.50" of 123450 fen. */
export function yuan(fen) {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${fen < 0 ? "−" : ""}¥ ${whole}.${digits.slice(-2)}`;
}

/** "12.5" as whole fen; null where it is no amount of yuan. */
export function fenOf(text) {
  const found = /^\s*(?:¥\s*)?(\d{1,9})(?:\.(\d{1,2}))?\s*$/.exec(text.replaceAll(",", ""));
  return found ? Number(found[1] + (found[2] ?? "").padEnd(2, "0")) : null;
}

/** "1234.50" of 123450 fen, for a field. */
export const plainYuan = (fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;

const SHORT = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export const clockTime = (date) => SHORT.format(date);
export const sameDay = (one, other) => one.toDateString() === other.toDateString();

/** "Today", "Yesterday" or the date. */
export function dayName(date) {
  const today = now();
  if (sameDay(date, today)) return "Today";
  if (sameDay(date, new Date(today - 86_400_000))) return "Yesterday";
  const year = date.getFullYear() === today.getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year }).format(date);
}

/** The time today, else the day. */
export function shortWhen(date) {
  if (sameDay(date, now())) return clockTime(date);
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" }).format(date);
}

/** "in 3 days", "20 minutes ago". */
export function relative(date, locale = "en") {
  const seconds = Math.round((date - now()) / 1000);
  const scale = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = scale.find(([, each]) => Math.abs(seconds) >= each * 1.5) ?? scale[3];
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

const LOCALES = { en: "en-GB", zh: "zh-CN", ru: "ru-RU" };

/** A moment in the reader's zone and language, as the letters of a date entity ask. */
export function moment(unix, how, language) {
  const date = new Date(unix * 1000);
  const locale = LOCALES[language] ?? "en-GB";
  if (how === "r") return relative(date, locale);
  const options = {};
  if (how.includes("w")) options.weekday = "long";
  if (/d/i.test(how)) Object.assign(options, { day: "numeric", month: how.includes("D") ? "long" : "short" });
  if (how.includes("D")) options.year = "numeric";
  if (/t/i.test(how)) Object.assign(options, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (how.includes("T")) options.second = "2-digit";
  return new Intl.DateTimeFormat(locale, options).format(date);
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** One or two letters that stand for a name. */
export function initials(name) {
  const words = name.trim().split(/\s+/).slice(0, 2);
  return words.map((word) => [...GRAPHEMES.segment(word)][0]?.segment ?? "").join("").toUpperCase();
}

const HUES = [12, 262, 168, 330, 205, 42, 290, 130];

/** The colour of a person or group: the same one for the same id. */
export const hue = (id) => HUES[Math.abs(Number(id)) % HUES.length];

export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
