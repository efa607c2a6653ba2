"""AWS Signature Version 4 as a service checks it, written from AWS's description and apart from Timbre's own signer.

Held to AWS's published values by aws_signature_test.py.
"""
import datetime
import hashlib
import hmac
import re
import urllib.parse

ALGORITHM = "AWS4-HMAC-SHA256"


class Refused(Exception):
    """Carries AWS's code."""

    def __init__(self, code, why):
        super().__init__(why)
        self.code = code


def _quote(text, safe=""):
    return urllib.parse.quote(text, safe=safe + "-._~")


def canonical_path(path, service):
    if service == "s3":
        return _quote(urllib.parse.unquote_to_bytes(path or "/"), "/")
    kept = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    is_folder = path == "" or path.rsplit("/", 1)[-1] in ("", ".", "..")
    return _quote("".join("/" + segment for segment in kept) + ("/" if is_folder else ""), "/")


def canonical_query(query):
    fields = []
    for field in filter(None, query.split("&")):
        name, _, value = field.partition("=")
        fields.append(tuple(_quote(urllib.parse.unquote_to_bytes(part)) for part in (name, value)))
    return "&".join(f"{name}={value}" for name, value in sorted(fields))


def canonical_headers(headers, names):
    lines = []
    for name in names:
        values = [" ".join(value.split()) for key, value in headers if key.lower() == name]
        if not values:
            raise Refused("SignatureDoesNotMatch", f"the signed header {name} did not arrive")
        lines.append(f"{name}:{','.join(values)}\n")
    return "".join(lines)


def signing_key(secret, day, region, service):
    key = ("AWS4" + secret).encode()
    for step in (day, region, service, "aws4_request"):
        key = hmac.new(key, step.encode(), hashlib.sha256).digest()
    return key


def signature(secret, date, region, service, method, target, headers, signed, body_sha256):
    """`target`: path and query as they came; `headers`: pairs; `signed`: names in lower case, sorted."""
    path, _, query = target.partition("?")
    request = "\n".join([method, canonical_path(path, service), canonical_query(query),
                         canonical_headers(headers, signed), ";".join(signed), body_sha256])
    scope = f"{date[:8]}/{region}/{service}/aws4_request"
    text = "\n".join([ALGORITHM, date, scope, hashlib.sha256(request.encode()).hexdigest()])
    return hmac.new(signing_key(secret, date[:8], region, service), text.encode(), hashlib.sha256).hexdigest()


def verify(method, target, headers, body, service, region, secret_of, now=None):
    """Returns the access key id, or raises Refused. `secret_of(id)` gives (secret, session token) or None."""
    first = {}
    for name, value in headers:
        first.setdefault(name.lower(), value)
    shape = re.fullmatch(ALGORITHM + r" Credential=([^/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request, "
                         r"SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})", first.get("authorization", ""))
    if not shape:
        raise Refused("MissingAuthenticationToken", "there is no Authorization header of Signature Version 4")
    key_id, day, said_region, said_service, names, said = shape.groups()
    secret, token = secret_of(key_id) or (None, None)
    if secret is None:
        raise Refused("InvalidClientTokenId" if service != "s3" else "InvalidAccessKeyId", "no such access key")
    if (said_region, said_service) != (region, service):
        raise Refused("AuthorizationHeaderMalformed", f"signed for {said_service} in {said_region}")
    date = first.get("x-amz-date", "")
    sent = datetime.datetime.strptime(date, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
    now = now or datetime.datetime.now(datetime.timezone.utc)
    if abs((now - sent).total_seconds()) > 900 or date[:8] != day:
        raise Refused("RequestTimeTooSkewed", "the date is too far from now")
    signed = names.split(";")
    for name in sorted(first):
        if (name == "host" or name.startswith("x-amz-")) and name not in signed:
            raise Refused("SignatureDoesNotMatch", f"{name} is not signed")
    body_sha256 = hashlib.sha256(body).hexdigest()
    if service == "s3" and first.get("x-amz-content-sha256") != body_sha256:
        raise Refused("XAmzContentSHA256Mismatch", "the body is another than the one that was signed")
    if first.get("x-amz-security-token", "") != (token or ""):
        raise Refused("InvalidToken", "the session's token is not the one that belongs to the key")
    wanted = signature(secret, date, region, service, method, target, headers, signed, body_sha256)
    if signed != sorted(signed) or not hmac.compare_digest(wanted, said):
        # As AWS explains it, and why nobody may pass that on: it holds the session's token.
        raise Refused("SignatureDoesNotMatch", f"the canonical request holds {canonical_headers(headers, signed)!r}")
    return key_id
