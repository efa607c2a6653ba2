/** Requests to the server that served this page. Nothing here ever names another machine. */

import { text } from "../text/en";

/** What the server said, in its own words (RFC 9457), or that it could not be reached (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const problem: unknown = await response.json().catch(() => null);
  const detail =
    problem !== null && typeof problem === "object" && "detail" in problem ? String(problem.detail) : text.app.noAnswer;
  return new ApiError(response.status, detail);
}

export interface RequestOptions {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  json?: unknown;
  body?: BodyInit;
  type?: string;
  revision?: number;
  signal?: AbortSignal;
  /** Outlives the page; 64 KiB at most, all such requests together. */
  keepalive?: boolean;
}

/** Asks `path` under /api/v1; throws ApiError. */
export async function request(path: string, options: RequestOptions = {}): Promise<Response> {
  const headers = new Headers({ "X-Timbre": "1" });
  let body = options.body;
  if (options.json !== undefined) {
    headers.set("Content-Type", "application/json");
    body = JSON.stringify(options.json);
  } else if (options.type) {
    headers.set("Content-Type", options.type);
  }
  if (options.revision !== undefined) headers.set("If-Match", `"${options.revision}"`);
  const init: RequestInit = { method: options.method ?? "GET", headers, body: body ?? null };
  if (options.signal) init.signal = options.signal;
  if (options.keepalive) init.keepalive = true;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, init);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError(0, text.app.unreachable);
  }
  if (!response.ok) throw await errorOf(response);
  return response;
}

/** As request(), with the answer's JSON. */
export async function ask<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await request(path, options);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** For people: an error's own words, whatever it is. */
export function wordsOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : text.app.noAnswer;
}
