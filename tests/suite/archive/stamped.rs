//! Marks of the log stamped by an authority on this machine: kept, checked, and a log written anew is seen.

use std::io::{Read, Write};
use std::net::TcpListener;

use serde_json::json;
use vanthu::archive::Archive;
use vanthu::base::io::journal::{Journal, Position};
use vanthu::signature;

use crate::support::signing::cms::message;
use crate::support::signing::{Form, PKI, now};

/// An archive whose log has one event, and its folder.
fn archive(note: &str) -> (tempfile::TempDir, Archive) {
    let folder = tempfile::tempdir().unwrap();
    let (mut writer, _) = Journal::of(folder.path()).lock(&Position::default()).unwrap();
    writer.append(now(), "thu", json!({ "ghi_chu": note })).unwrap();
    let archive = Archive::at(folder.path(), "luu-tru".to_owned());
    (folder, archive)
}

/// Answers one request with these bytes, and says what was asked.
fn authority(answer: Vec<u8>) -> (String, std::thread::JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/tsa", listener.local_addr().unwrap());
    let serve = std::thread::spawn(move || {
        let (mut caller, _) = listener.accept().unwrap();
        let mut asked = Vec::new();
        let mut part = [0; 4096];
        let whole = |asked: &[u8]| {
            let text = String::from_utf8_lossy(asked).to_lowercase();
            let length = text.split("content-length: ").nth(1)?.lines().next()?.trim().parse::<usize>().ok()?;
            let head = asked.windows(4).position(|end| end == b"\r\n\r\n")? + 4;
            (asked.len() >= head + length).then(|| asked[head..].to_vec())
        };
        loop {
            let count = caller.read(&mut part).unwrap();
            asked.extend(&part[..count]);
            if let Some(body) = whole(&asked) {
                write!(caller, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", answer.len()).unwrap();
                caller.write_all(&answer).unwrap();
                return body;
            }
        }
    });
    (address, serve)
}

/// `status` and a token as an authority sends them.
fn answer(status: u8, token: &[u8]) -> Vec<u8> {
    let status = [0x30, 3, 2, 1, status];
    let length = u16::try_from(status.len() + token.len()).unwrap().to_be_bytes();
    [&[0x30, 0x82][..], &length, &status, token].concat()
}

fn token(line: &str, at: &str) -> Vec<u8> {
    message(&PKI.stamper, &[line.as_bytes()], &Form { is_stamp: Some(at), ..Form::default() })
}

#[test]
fn a_stamped_mark_is_kept_in_the_log_and_holds_it() {
    let (_folder, archive) = archive("thật");
    let mark = archive.checkpoint().unwrap();
    let stamp = token(&mark.line(), "2026-03-01T07:59:58+07:00");
    let (address, asked) = authority(answer(0, &stamp));
    let told = archive.timestamp(&mark, &address, &PKI.trust, now()).unwrap();
    assert_eq!((told.at.to_rfc3339().as_str(), told.trusted), ("2026-03-01T07:59:58+07:00", true));
    assert_eq!(asked.join().unwrap(), signature::request(mark.line().as_bytes()));
    let (count, findings) = archive.check_timestamps(&PKI.trust, now());
    assert_eq!((count, findings.has_errors()), (1, false), "{findings:?}");
    // whoever owns the disk can write a whole new log, but not the stamp of its mark
    let kept = archive.journal().events().unwrap().remove(1);
    let (folder, anew) = self::archive("giả");
    let (mut writer, _) = Journal::of(folder.path()).lock(&Position::default()).unwrap();
    writer.append(kept.at, &kept.kind, kept.content.clone()).unwrap();
    let mut content = kept.content;
    content["ma"] = json!(anew.journal().events().unwrap()[0].hash.digits());
    writer.append(kept.at, &kept.kind, content).unwrap();
    drop(writer);
    let (_, findings) = anew.check_timestamps(&PKI.trust, now());
    let told: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        told,
        ["nhật ký không khớp phiếu chốt đã in (1 việc)", "phiếu chốt có dấu thời gian ở dòng 3 không đúng dấu"]
    );
}

#[test]
fn no_answer_and_wrong_answers_are_told_and_nothing_is_kept() {
    let (_folder, archive) = archive("thật");
    let mark = archive.checkpoint().unwrap();
    let other = token("2 khac", "2026-03-01T07:59:58+07:00");
    for (sent, told) in [
        (answer(2, &[]), "máy cấp dấu thời gian từ chối yêu cầu"),
        (b"xin ch\xc3\xa0o".to_vec(), "máy cấp dấu thời gian trả lời không đúng cấu trúc"),
        (answer(0, &[]), "máy cấp dấu thời gian trả lời không đúng cấu trúc"),
        (answer(0, &other), "dấu thời gian không phải của nội dung này"),
    ] {
        let (address, _) = authority(sent);
        assert_eq!(archive.timestamp(&mark, &address, &PKI.trust, now()).unwrap_err().message, told);
    }
    for (address, told) in [
        ("http://127.0.0.1:9/tsa", "`http://127.0.0.1:9/tsa` không kết nối được"),
        ("tsa", "`tsa` không phải là địa chỉ `http://` hay `https://`"),
    ] {
        assert_eq!(archive.timestamp(&mark, address, &PKI.trust, now()).unwrap_err().message, told);
    }
    assert_eq!(archive.journal().events().unwrap().len(), 1);
}
