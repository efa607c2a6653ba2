#!/usr/bin/env python3
"""Rung: standard. The stand-in's verifier gives the signatures that AWS publishes, and refuses whatever differs."""
import datetime
import hashlib
import json
import pathlib
import sys
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import aws_signature

LIST = json.loads((pathlib.Path(__file__).parent / "aws_signatures.json").read_text())


def parts(case):
    who = dict(LIST["credentials"][case["with"]])
    who["service"] = case.get("service", who["service"])
    address = urllib.parse.urlsplit(case["url"])
    target = (address.path or "/") + ("?" + address.query if address.query else "")
    body = case["body"].encode()
    headers = [tuple(pair) for pair in case["headers"]] + [("Host", address.netloc), ("X-Amz-Date", who["date"])]
    if who["service"] == "s3":
        headers.append(("x-amz-content-sha256", hashlib.sha256(body).hexdigest()))
    signed = sorted({name.lower() for name, _ in headers})
    return who, target, headers, signed, body


class Published(unittest.TestCase):
    def test_every_signature_in_the_list(self):
        for case in LIST["cases"]:
            with self.subTest(case["name"]):
                who, target, headers, signed, body = parts(case)
                self.assertEqual(case["signature"], aws_signature.signature(
                    who["secret_access_key"], who["date"], who["region"], who["service"], case["method"], target,
                    headers, signed, hashlib.sha256(body).hexdigest()))
        self.assertEqual(28, len(LIST["cases"]))

    def test_the_derived_key(self):
        # "Derive a signing key" of the same guide.
        self.assertEqual("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9", aws_signature.signing_key(
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "20150830", "us-east-1", "iam").hex())


class Verifier(unittest.TestCase):
    def check(self, **change):
        case = next(c for c in LIST["cases"] if c["name"] == "S3 PUT Object")
        who, target, headers, signed, body = parts(case)
        headers.append(("Authorization", "AWS4-HMAC-SHA256 Credential=%s/20130524/us-east-1/s3/aws4_request, "
                        "SignedHeaders=%s, Signature=%s" % (who["access_key_id"], ";".join(signed), case["signature"])))
        headers = [(n, change.get(n.lower().replace("-", "_"), v)) for n, v in headers]
        headers += change.get("more", [])
        secret = change.get("secret", who["secret_access_key"])
        return aws_signature.verify(
            change.get("method", "PUT"), change.get("target", target), headers, change.get("body", body), "s3",
            change.get("region", "us-east-1"), lambda key: (secret, "") if key == who["access_key_id"] else None,
            change.get("now", datetime.datetime(2013, 5, 24, 0, 10, tzinfo=datetime.timezone.utc)))

    def test_takes_the_published_request(self):
        self.assertEqual("AKIAIOSFODNN7EXAMPLE", self.check())

    def test_refuses_every_change(self):
        for code, change in [
                ("SignatureDoesNotMatch", {"secret": "another"}),
                ("SignatureDoesNotMatch", {"method": "POST"}),
                ("SignatureDoesNotMatch", {"target": "/other"}),
                ("SignatureDoesNotMatch", {"x_amz_storage_class": "STANDARD"}),
                ("SignatureDoesNotMatch", {"more": [("X-Amz-Acl", "public-read")]}),
                ("XAmzContentSHA256Mismatch", {"body": b"Welcome to Amazon S4."}),
                ("InvalidToken", {"more": [("X-Amz-Security-Token", "t")]}),
                ("AuthorizationHeaderMalformed", {"region": "eu-west-1"}),
                ("RequestTimeTooSkewed", {"now": datetime.datetime(2013, 5, 24, 1, tzinfo=datetime.timezone.utc)}),
                ("MissingAuthenticationToken", {"authorization": "Basic x"})]:
            with self.subTest(change=change), self.assertRaises(aws_signature.Refused) as refused:
                self.check(**change)
            # A header that was added and not signed is refused before its value is looked at.
            expected = {"SignatureDoesNotMatch", code} if "more" in change else {code}
            self.assertIn(refused.exception.code, expected)


if __name__ == "__main__":
    unittest.main()
