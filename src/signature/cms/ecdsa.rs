//! ECDSA on any curve with any hash (FIPS 186-4, 6.4; SEC 1, 4.1.4): public values only, nothing here is secret.
//!
//! By hand because ring takes P-256 and P-384 alone, each with two hashes.

use num_bigint::BigUint;

use crate::signature::cms::curve::Curve;
use crate::signature::cms::der;
use crate::signature::cms::hash::Hash;

/// Whether a signature value holds for a message under a key of this curve.
pub(crate) fn verify(curve: Curve, key: &[u8], hash: Hash, message: &[u8], value: &[u8]) -> bool {
    check(curve, key, &hash.digest(&[message]), value).unwrap_or(false)
}

fn check(curve: Curve, key: &[u8], digest: &[u8], value: &[u8]) -> Option<bool> {
    let curve = curve.parameters();
    let key = curve.point(key)?;
    let numbers = der::children(der::only(value, der::SEQUENCE)?)?;
    let [r, s] = numbers.as_slice() else { return None };
    let (r, s) = (positive(*r)?, positive(*s)?);
    if r >= curve.order || s >= curve.order {
        return None;
    }
    // of a digest longer than the order, its first bits count
    let spare = (digest.len() as u64 * 8).saturating_sub(curve.order.bits());
    let digest = BigUint::from_bytes_be(digest) >> spare;
    let inverse = s.modinv(&curve.order)?;
    let (u, v) = (digest * &inverse % &curve.order, &r * inverse % &curve.order);
    Some(curve.sum(&u, &v, &key)? % &curve.order == r)
}

/// An INTEGER above zero.
fn positive(value: der::Value<'_>) -> Option<BigUint> {
    let is_positive = value.tag == 0x02 && value.body.first()? & 0x80 == 0 && value.body.iter().any(|byte| *byte != 0);
    is_positive.then(|| BigUint::from_bytes_be(value.body))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by OpenSSL over one message: curve, hash, key (whole or compressed), value.
    const MADE: [(Curve, Hash, &str, &str); 10] = [
        (
            Curve::P256,
            Hash::Sha1,
            "04b77fea96fdd5d753d2bc26af14b92f087d22728f29a65802db89c153ec71cb2ffe79269f44012e9ca06385aede5b8afc0adcc61a1ac1a3bba8f165aec5a3dd31",
            "304502201dd77aff2f33d9928f94de78d19ef97ad979da31977ed8e7f77c0c56f652bb29022100bceff1ca8a0c5a0b739649dd2152d86feb39c2a3ed492f55bd78e8e6b7994d0a",
        ),
        (
            Curve::P256,
            Hash::Sha512,
            "03bc1e6e6003fd70715cea9e13eb070201ded1071f29838ff5baff78d9093267dd",
            "3046022100946a68bbe7b0be1cd4720e51342069462e7c8004cc07dafb3c628e37ed0723320221008b0b0ba37f10529d56e3007386a3c77aadb7d551e657d29bbdf51992eaef3622",
        ),
        (
            Curve::P384,
            Hash::Sha512,
            "0460fad6b13c27d074d6f8b078f5fa7f2e6811867d727a2bda92075f773321b7218d6fd9066e8c656dbd5bd5fd11446987de49787f47d7d5e3bb71c75856089309edc8113fbd97051b1e7ef8c59cd904ea288796e98b69a40d22ecc923560c8590",
            "30650230079bea3fce3e414c7c4ec86dba42fa5712271f4bb27f7bdafd5c9f86c8c390ce45f1c4264635dca767bbc683287391bc0231009efa29e56c336bdc5f0ba322b7c56d1b1355278067ba296bf8c8fb10ed54721767265e16b04b0a92086511a29276b763",
        ),
        (
            Curve::P384,
            Hash::Sha3_384,
            "0354407c2cdc6e2e92be4b9a72e45cc9d029facf2bddd03e5fb34354e23868afd8d7df4c8531283476c336622aa28a48a6",
            "3065023100a3ebe22be4ecb59276e4521f52ef50679d27e8f819cadd02e502bfb671cd9808e4b005d1c6374c4bce67e8d2a3ed01b5023079f656575be13831fd490f1bb18cebde600f77fc6b577510587060aee4675e7043aa0e9b18383b33758d91042412c253",
        ),
        (
            Curve::P521,
            Hash::Sha512,
            "0400b3698eae6fe0bbf7ff63af7c6e7f1e50559191996769f5b4b28116ba3695022b71c95202cb82df1b8a0ee06e9cc2012f9ab5a07b14f49df7ba28aa1bee7a95795b00fc5b89fb00549318e7beef2d92d418c4b1ff2bb97595a2230031be751c0857c66d87dd761b978bda8676862d77370caea08deb132f6776a0448f34f890e2fbbe2e",
            "308188024200a5b6e84e30de1bf8370b23487e9dffb6275b03f948130d65aacb9eb7151a946b1af28881852ff06c2657b79f19915393dc63ec7ec8f9a0d04128dabe1de76e0da30242010d4d962cb5c34844fbc90ab4d654e3103c74c1ba5f3db003e70533641a330ae53d7046af0892d74e3b1450111e73f16cd3af2d5ecabbcbf57a3ec61bc29df72fb1",
        ),
        (
            Curve::P521,
            Hash::Sha256,
            "0201ab0ee299721d40610efe192ae62576f90ca331a444cf570f980936d6808a44e0c4953481abc2bcf6a8c88b7b970c352609c2e0f79259db4d7ce60f4e89184ce835",
            "30818702410d3701a8a7946ddd0bdfe86510fecd9433e0f3fe3dbca817a42eaee9aefdf83668c9b68ecec5ed588fdd025c0f413566cbabe1c5e96f22e01fabc5f5dae3f6a4860242008accfdabc018b62d01da59bec1c27da967190fb3bd458ec2a4c2c852f9af6f6232e16bf2d6f6dc11e27d1a854ddbb05deec06df1c5e5be1c5bdfb0e947c57d6e86",
        ),
        (
            Curve::Brainpool256,
            Hash::Sha256,
            "0417fae1fb2a37801b3f0ad50413eedf5cabb1ceb8599dfcde8f032437ad4e9570132ab5c68e1a792bacb8aa9e997fe349fc2db8775c8321fad329fd13fe85cff0",
            "304502205d133fb685e871b0ab5cbe1616fda59ce592ffeb5b21ca25ca2f092836cd47500221009c63b67f42e14dd6b8d28892beb3536ab5bb168d503bcdccd7a9c0fa854e17a6",
        ),
        (
            Curve::Brainpool384,
            Hash::Sha384,
            "0467d041ce8db4409dcd65232370d6b253743a42c8ead1852e4a6f2f6ec5cb5787bd7fc515035aff85124802283d33c150486448c6584fd4e4a8465bad156a5f49df741d75dba49f6b528471c9b82fd2ae5e7dcf332d4a18229ff6365dd994d872",
            "3064023077ee8038d133d6d8f94bb0acbf9e1e09aa7faf58bf2df516524d3a1b51b0dceb1a1616231cac1c319d5244f2c9fbf27c0230510d4c48d5c72159eb03d2e8bf71d9722fddd8b0d248f066cbe0bdc7595d0e3a91bfbe2d05fd54e5cab473491279f982",
        ),
        (
            Curve::Brainpool512,
            Hash::Sha3_512,
            "0451fc22cf1ad999c8d859ea9f501bab8361a912b075676e00f7cc01b2a10ef5150a8a94af5c732b9470ca01b64f7c126bef9595ef4b0c63c993d9012ae5cbc789010e60efd3859e6d16dcf65a51aece0a34f6fe464a4431c50ba73e6dc619a2157d8ca2ae07537309190f9b90e7df35f63594de59b326cba25997d3f9f07437f9",
            "308185024100a7913cd0272c4783eb4311386505746edddefdf02fbce4e4a85f483de7d4b1ae3c178c66ec829320bcff2a5938ba5ba46ae059793f9e1a887439d5f282d2b0a502407eb78f70537d9e596675cb00f4b5131e5b67c0f5a0ad395fd0b0c796a2d1fb080d68e7bdfb2949fd2e2cd19fa15e893f9d87e71a739ab224ddff0b33cc8206e3",
        ),
        (
            Curve::Brainpool512,
            Hash::Sha512,
            "03347898c6a2509a1be2d1e70bf4dd8ac0aceed2b56882b550a13e3fbcbed6295ad7317819c309cbf0c2a218d9105cfb2a64e5306ab08692ece3b84c4067aee43c",
            "30818402400f2756d7c262f2f0d0428ac0ba75df1aecc58ac03cdf53fc50b65befb6efa843a418ae43937f36026c46dcf4b5f5d5db4dd01a4c13d73f0c8620e6666324cdd102407bc71e1c2da348530e179cab6ff3b3b3c84e3103428fdc55d5f84ef42f297b443df0b21934bc7caea8e380ad144bcf1dffa79a7ea69a1ad190a181040cf89aec",
        ),
    ];

    #[test]
    fn values_made_by_openssl_hold_on_every_curve_and_for_nothing_else() {
        let message = "Kính gửi".as_bytes();
        for (curve, hash, key, value) in MADE {
            let (key, value) = (hex::decode(key).unwrap(), hex::decode(value).unwrap());
            assert!(verify(curve, &key, hash, message, &value), "{curve:?} {hash:?}");
            assert!(!verify(curve, &key, hash, b"khac", &value), "{curve:?}: message");
            let mut off = key.clone();
            *off.last_mut().unwrap() ^= 1;
            assert!(!verify(curve, &off, hash, message, &value), "{curve:?}: key");
            let mut other = value.clone();
            *other.last_mut().unwrap() ^= 1;
            assert!(!verify(curve, &key, hash, message, &other), "{curve:?}: value");
            for forged in
                [&[0x30, 6, 2, 1, 0, 2, 1, 0][..], &[0x30, 6, 2, 1, 1, 2, 1, 1], &[0x30, 6, 2, 1, 1, 2, 1, 0], &[]]
            {
                assert!(!verify(curve, &key, hash, message, forged), "{curve:?}: {forged:?}");
            }
        }
    }

    #[test]
    fn numbers_not_below_the_order_and_negative_ones_are_refused() {
        let (curve, hash, key, value) = MADE[0];
        let (key, value) = (hex::decode(key).unwrap(), hex::decode(value).unwrap());
        let numbers = der::children(der::only(&value, der::SEQUENCE).unwrap()).unwrap();
        let more = (BigUint::from_bytes_be(numbers[0].body) + curve.parameters().order).to_bytes_be();
        let integer = |bytes: &[u8]| [&[2, u8::try_from(bytes.len()).unwrap()], bytes].concat();
        let value = |first: &[u8]| {
            let both = [integer(first), numbers[1].whole.to_vec()].concat();
            [vec![0x30, u8::try_from(both.len()).unwrap()], both].concat()
        };
        let message = "Kính gửi".as_bytes();
        assert!(verify(curve, &key, hash, message, &value(numbers[0].body)));
        assert!(!verify(curve, &key, hash, message, &value(&[&[0], more.as_slice()].concat())));
        let bare: Vec<u8> = numbers[0].body.iter().copied().skip_while(|byte| *byte == 0).collect();
        assert_eq!(verify(curve, &key, hash, message, &value(&bare)), bare[0] & 0x80 == 0);
    }
}
